import { importsOf } from './module.js';

/**
 * The house from the ground up. A layer may import those on lower floors, through their `index.ts`; layers on one floor
 * know nothing of each other. `docs/house.md` shows the same list.
 */
export const floors: readonly (readonly string[])[] = [
  ['core'],
  ['expr', 'kernel'],
  ['data'],
  ['features', 'learn'],
  ['evaluate', 'store'],
  ['recommend', 'tune'],
  ['model'],
  ['monitor'],
  ['serve'],
  ['demo', 'project'],
  ['cli'],
];

/** Published conformance suites: may import every layer, and no layer may import it. */
export const SUITES = 'testing';

/** The folders that may import a package, each for one reason: there it is hidden behind an interface of ours. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  '@duckdb/node-api': ['src/data/engine/'],
  pg: ['src/data/sources/', 'src/store/'],
  kysely: ['src/store/'],
  'node:sqlite': ['src/store/sqlite/'],
  fastify: ['src/serve/'],
  'prom-client': ['src/serve/'],
  '@opentelemetry/api': ['src/serve/'],
  nodemailer: ['src/monitor/'],
  '@observablehq/plot': ['src/evaluate/charts/'],
};

const floorOf = (layer: string): number => floors.findIndex((floor) => floor.includes(layer));

/** The layer of a file, `undefined` for the files beside the layers, such as `src/index.ts`. */
export const layerOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];

/** Arrows of one file that the house does not allow, in words; empty when all is well. */
export function brokenArrows(path: string, text?: string): readonly string[] {
  return importsOf(path, text).flatMap(({ specifier, file }) => {
    const why = file === undefined ? packageFault(path, specifier) : fileFault(path, file);
    return why === undefined ? [] : [`${path} imports ${specifier}: ${why}`];
  });
}

function packageFault(path: string, specifier: string): string | undefined {
  const name = specifier.startsWith('node:') ? specifier : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const folders = packages[name];
  if (folders === undefined) return name.startsWith('node:') ? undefined : 'no layer may import this package';
  return folders.some((folder) => path.startsWith(folder)) ? undefined : `only ${folders.join(' and ')} may import ${name}`;
}

function fileFault(path: string, file: string): string | undefined {
  const [from, to] = [layerOf(path), layerOf(file)];
  if (from === to) return undefined;
  if (to === undefined) return 'layers do not import the files beside them';
  if (file !== `src/${to}/index.ts`) return `another layer is imported through its index.ts`;
  if (from === undefined || from === SUITES) return undefined;
  if (floorOf(from) === -1) return `the layer "${from}" has no floor`;
  if (to === SUITES) return 'no layer imports the published suites';
  const [low, high] = [floorOf(to), floorOf(from)];
  if (low < high && low !== -1) return undefined;
  return low === high ? `${from} and ${to} are on one floor` : `${to} is above ${from}`;
}
