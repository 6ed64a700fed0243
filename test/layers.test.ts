import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, shippedFiles } from './support/files.js';
import { brokenArrows, floors, layerOf, SUITES } from './support/layers.js';
import { importsOf } from './support/module.js';

describe('layers', () => {
  it('every arrow points downwards, to an index.ts, and packages stay in their folders', () => {
    expect(shippedFiles().flatMap((path) => brokenArrows(path))).toEqual([]);
  });

  it('every folder of src has its floor', () => {
    const folders = new Set(shippedFiles().flatMap((path) => layerOf(path) ?? []));
    expect([...folders].filter((folder) => folder !== SUITES && !floors.flat().includes(folder))).toEqual([]);
  });

  it('no modules import each other in a circle', () => {
    const edges = new Map(
      shippedFiles().map((path) => [path, importsOf(path).flatMap((i) => (i.file === undefined || i.typeOnly ? [] : [i.file]))]),
    );
    expect(circleIn(edges)).toBeUndefined();
  });

  it('docs/house.md shows the same floors', () => {
    const rows = [...readFileSync(join(root, 'docs/house.md'), 'utf8').matchAll(/^\| (\d+) \| ((?:`\w+`(?:, )?)+) \|/gm)];
    expect(rows.map(([, floor, names]) => [Number(floor), [...names.matchAll(/\w+/g)].map(([name]) => name)])).toEqual(
      floors.map((floor, i) => [i, floor]),
    );
  });
});

const faults = (path: string, text: string): readonly string[] => brokenArrows(path, text).map((words) => words.replace(/^.*?: /, ''));

describe('the check itself', () => {
  it('sees upward and sideways arrows, types and dynamic imports included', () => {
    expect(faults('src/core/a.ts', `import { x } from '../expr/index.js';`)).toEqual(['expr is above core']);
    expect(faults('src/learn/a.ts', `import type { X } from '../features/index.js';`)).toEqual(['learn and features are on one floor']);
    expect(faults('src/data/a.ts', `export type X = import('../model/index.js').X;`)).toEqual(['model is above data']);
    expect(faults('src/expr/deep/a.ts', `export const x = () => import('../../cli/index.js');`)).toEqual(['cli is above expr']);
    expect(faults('src/expr/a.ts', `export * from '../model/index.js';`)).toEqual(['model is above expr']);
    expect(faults('src/data/a.ts', `import '../testing/index.js';`)).toEqual(['no layer imports the published suites']);
  });

  it('sees imports past the index, and packages outside their folder', () => {
    expect(faults('src/data/a.ts', `import { x } from '../core/json.js';`)).toEqual(['another layer is imported through its index.ts']);
    expect(faults('src/model/a.ts', `import pg from 'pg';`)).toEqual(['only src/data/sources/ and src/store/ may import pg']);
    expect(faults('src/core/a.ts', `import x from 'left-pad';`)).toEqual(['no layer may import this package']);
    expect(faults('src/core/a.ts', `import x from '@duckdb/node-api/lib';`)).toEqual(['only src/data/engine/ may import @duckdb/node-api']);
  });

  it('lets downward arrows, neighbours in the layer and Node pass, and words in comments and strings', () => {
    const text = `import { a } from '../../core/index.js';\nimport b from '../b.js';\nimport fs from 'node:fs';\n// import x from '../../cli/index.js'\nexport const s = "import y from '../../cli/index.js'";`;
    expect(faults('src/data/engine/a.ts', text)).toEqual([]);
  });

  it('finds a circle', () => {
    expect(
      circleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
    expect(
      circleIn(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toBeUndefined();
  });
});

/** The first circle of a directed graph, as the names along it; `undefined` when there is none. */
function circleIn(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of edges.get(name) ?? []) {
      const circle = walk(next, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of edges.keys()) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}
