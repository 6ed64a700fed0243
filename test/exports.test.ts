import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from './support/files.js';
import { exportsOf } from './support/exported.js';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types: string; default: string }>;
};
const subPaths = Object.entries(manifest.exports).flatMap(([name, target]) => (typeof target === 'string' ? [] : [{ name, ...target }]));
const sourceOf = (target: string): string => target.replace('./dist/', 'src/').replace(/\.js$/, '.ts');

describe('exports', () => {
  it.for(subPaths)('$name: every public name has a doc comment', ({ default: target }) => {
    const names = exportsOf(sourceOf(target));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((e) => e.doc === undefined).map((e) => `${e.name} (${e.file})`)).toEqual([]);
  });

  it.for(subPaths)('$name: dist has the names of the source', async ({ types, default: target }) => {
    expect([types, target].filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const values = exportsOf(sourceOf(target)).filter((e) => !e.typeOnly);
    expect(Object.keys((await import(pathToFileURL(join(root, target)).href)) as object).toSorted()).toEqual(
      values.map((e) => e.name).toSorted(),
    );
  });
});
