// The JavaScript of dist/: one file per entry and one per layer that they share, where tsc would write a thousand. Types come from tsc.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const root = dirname(import.meta.dirname);
const inRoot = (...path) => join(root, ...path);
const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/** Packages whose code goes into ours; every other stays where npm puts it. See docs/decisions/0017. */
const INSIDE = ['kysely'];

/** What programs start with, beside the sub-paths of package.json: the command line, the thread that writes the log, and the processes that run trials. */
const STARTS = ['cli/main', 'monitor/log/worker', 'model/tune/trial-process'];

/** Source files by the name of what they become: `{ 'core/index': '…/src/core/index.ts' }`. */
function entries() {
  const targets = Object.values(manifest.exports).flatMap((target) => target.default ?? []);
  const names = [...STARTS, ...targets.map((target) => target.replace(/^\.\/dist\/|\.js$/g, ''))];
  return Object.fromEntries(names.map((name) => [name, inRoot('src', `${name}.ts`)]));
}

/**
 * `node:http`, taken without reading it through: an `import` of it reads everything that it exports, a WebSocket too, and for that Node loads a
 * whole HTTP client: 40 ms and 3 MB that no server needs.
 */
const plainHttp = {
  name: 'plain-http',
  resolveId: (id) => (id === 'node:http' ? '\0http' : undefined),
  load: (id) =>
    id === '\0http' ? { code: "module.exports = process.getBuiltinModule('node:http');", moduleSideEffects: false } : undefined,
};

const isInside = (id) => INSIDE.some((name) => id === name || id.startsWith(`${name}/`));
const isOutside = (id) =>
  /^[^./\0]/.test(id) && !/^[A-Z]:\\/.test(id) && id !== 'node:http' && !id.includes('@oxc-project') && !isInside(id);

/** Writes the JavaScript of the package and its source maps into `dir`, a folder beside `src`. */
async function bundle(dir) {
  const made = await rolldown({
    cwd: root,
    input: entries(),
    platform: 'node',
    transform: { target: `node${manifest.engines.node.replace('>=', '')}` },
    external: isOutside,
    plugins: [plainHttp],
    treeshake: { moduleSideEffects: false },
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    preserveEntrySignatures: 'strict',
  });
  const options = {
    format: 'esm',
    sourcemap: true,
    sourcemapExcludeSources: true,
    chunkFileNames: 'chunks/[name].js',
    entryFileNames: '[name].js',
  };
  const { output } = await made.write({ dir, ...options });
  await made.close();
  const packages = INSIDE.filter((name) => output.some((file) => file.moduleIds?.some((id) => id.includes(`/node_modules/${name}/`))));
  writeFileSync(join(dir, 'licenses.txt'), packages.map(licenceOf).join('\n'));
}

const licenceOf = (name) => `${name} ${manifest.dependencies[name]}\n\n${readFileSync(inRoot('node_modules', name, 'LICENSE'), 'utf8')}`;

await bundle(process.argv[2]);
