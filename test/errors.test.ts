import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTable } from '../src/core/index.js';
import { filesBelow, root, shippedFiles } from './support/files.js';
import { floors } from './support/layers.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const declared = Object.keys(errorTable);
// A name that ends in _ speaks of a family of codes.
const code = /\bMW_[A-Z0-9_]*[A-Z0-9]\b/g;

const layerOfCode = (name: string): string => /^MW_([A-Z]+)_/.exec(name)?.[1] ?? name;

describe('error codes', () => {
  it('every declared code is raised somewhere', () => {
    const text = shippedFiles()
      .filter((path) => !path.startsWith('src/core/errors/'))
      .map(read)
      .join('\n');
    const raised = new Set(text.match(code));
    expect(declared.filter((name) => !raised.has(name))).toEqual([]);
  });

  it('every code in sources, tests and docs is declared', () => {
    const paths = [...filesBelow('src', '.ts'), ...filesBelow('docs', '.md'), 'README.md', 'CONTRIBUTING.md'];
    const unknown = paths.flatMap((path) =>
      (read(path).match(code) ?? []).filter((name) => !declared.includes(name)).map((name) => `${path}: ${name}`),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('every code names its layer, and a file holds the codes of one layer', () => {
    const layers = floors.flat().map((layer) => layer.toUpperCase());
    const general = ['MW_INTERRUPTED', 'MW_INTERNAL'];
    expect(declared.filter((name) => !general.includes(name) && !layers.includes(layerOfCode(name)))).toEqual([]);
    const mixed = filesBelow('src/core/errors', '.ts').filter((path) => {
      const rows = [...read(path).matchAll(/^ {2}(MW_[A-Z0-9_]+): row/gm)]
        .map(([, name]) => name)
        .filter((name) => !general.includes(name));
      return new Set(rows.map(layerOfCode)).size > 1;
    });
    expect(mixed).toEqual([]);
  });

  it('every row has an HTTP status of an error', () => {
    expect(Object.entries(errorTable).filter(([, row]) => !(row.status >= 400 && row.status <= 599))).toEqual([]);
  });
});
