import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root, shippedFiles } from './support/files.js';
import { layerOf } from './support/layers.js';
import { parsed } from './support/module.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const code = ['src', 'test', 'bench', 'examples'].flatMap((folder) => filesBelow(folder, '.ts'));
const plain = ['bin', 'scripts', 'bench'].flatMap((folder) => [...filesBelow(folder, '.js'), ...filesBelow(folder, '.mjs')]);
const written = [...code, ...plain];

/** Places of a pattern in the code of a file, comments left out: `src/a.ts:12`. */
function placesOf(path: string, pattern: RegExp): readonly string[] {
  const text = read(path);
  let bare = text;
  for (const { start, end } of parsed(path, text).comments)
    bare = bare.slice(0, start) + bare.slice(start, end).replaceAll(/[^\n]/g, ' ') + bare.slice(end);
  return bare.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}`] : []));
}

describe('style', () => {
  it('no file has more than 400 lines', () => {
    expect(
      written.map((path) => `${path} ${read(path).trimEnd().split('\n').length}`).filter((row) => Number(row.split(' ')[1]) > 400),
    ).toEqual([]);
  });

  it('half of the shipped files have at most 80 lines', () => {
    const lengths = shippedFiles()
      .map((path) => read(path).trimEnd().split('\n').length)
      .toSorted((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(80);
  });

  it('only the command line writes to the console', () => {
    const silent = shippedFiles().filter((path) => layerOf(path) !== 'cli');
    expect(silent.flatMap((path) => placesOf(path, /\bconsole\.|\bprocess\.(stdout|stderr)\b/))).toEqual([]);
  });

  it('seed and clock are arguments: nothing but core asks the machine for chance or time', () => {
    const guests = shippedFiles().filter((path) => layerOf(path) !== 'core');
    expect(guests.flatMap((path) => placesOf(path, /Math\.random\(|Date\.now\(|new Date\(\)/))).toEqual([]);
  });

  it('no file is unfinished or tied to one machine', () => {
    const marks = /TO[D]O|FIX[M]E|X[X]X\b|not[ ]implemented|(^|[\s'"`(])\/(work|home|root|Users)\//;
    expect(
      written.flatMap((path) =>
        read(path)
          .split('\n')
          .flatMap((line, i) => (marks.test(line) ? [`${path}:${i + 1}`] : [])),
      ),
    ).toEqual([]);
  });

  it('no test is switched off without a condition', () => {
    const off = /\b(it|test|describe)\.(skip|only|todo)\(/;
    expect(code.filter((path) => path.endsWith('.test.ts')).flatMap((path) => placesOf(path, off))).toEqual([]);
  });

  it('at most 4% of the lines of a layer are // comments', () => {
    const counts = new Map<string, { lines: number; comments: number }>();
    for (const path of shippedFiles()) {
      const count = counts.get(layerOf(path) ?? '.') ?? { lines: 0, comments: 0 };
      const lines = read(path).trimEnd().split('\n');
      counts.set(layerOf(path) ?? '.', {
        lines: count.lines + lines.length,
        comments: count.comments + lines.filter((l) => /^\s*\/\//.test(l)).length,
      });
    }
    const heavy = [...counts]
      .filter(([, { lines, comments }]) => comments > 0.04 * lines)
      .map(([layer, { lines, comments }]) => `${layer}: ${comments} of ${lines}`);
    expect(heavy).toEqual([]);
  });

  it('text files end with one newline, without blanks at line ends or tabs', () => {
    const texts = [
      ...written,
      ...filesBelow('docs', '.md'),
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'CHANGELOG.md',
      'package.json',
      'tsconfig.json',
    ];
    expect(texts.filter((path) => /[ \t]\n|\n\n$|[^\n]$/.test(read(path)))).toEqual([]);
  });
});
