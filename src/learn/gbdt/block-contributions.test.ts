import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeRows, type Matrix } from '../../core/index.js';
import { blockContributions } from './block-contributions.js';
import { contributionsOf } from './contributions.js';
import { forestOf, rootsOf, type Forest } from './forest.js';
import { leafPaths } from './leaf-paths.js';
import { walkScorer } from './predict.js';
import { predictorOf } from './predictor.js';
import { COLUMNS, forestWith, matrix, NUMBERS, treeOf, type Choice } from '../../../test/support/any-forests.js';

const byKernel = (forest: Forest, x: Matrix): Float64Array => blockContributions(forest, leafPaths(forest, rootsOf(forest)))!(x).effects;
const plainly = (forest: Forest, x: Matrix): Float64Array => contributionsOf(forest, leafPaths(forest, rootsOf(forest)), x).effects;

describe('contributions by WebAssembly', () => {
  it.for([
    ['of one leaf to a few', { minLength: 0, maxLength: 9 }],
    ['of up to 100 leaves', { minLength: 60, maxLength: 100 }],
  ] as const)('are those of plain TypeScript, for trees %s, to the bit', ([, size]) => {
    fc.assert(
      fc.property(forestWith(size), matrix, (forest, x) => {
        expect(byKernel(forest, x)).toEqual(plainly(forest, x));
      }),
      { numRuns: 60 },
    );
  });

  it('of many rows are those of each row alone, across blocks', () => {
    const choices = Array.from({ length: 40 }, (_, i): Choice => {
      return { column: i % COLUMNS, kind: i % 2, threshold: (i % 6) - 3, codes: [i, i + 20], leaf: 7 * i };
    });
    const forest = forestOf([treeOf(choices, 0), treeOf(choices.slice(3), 1)], 2, COLUMNS, Float64Array.of(0, 1));
    const values = Float64Array.from({ length: 1100 }, (_, i) => (i % 5 === 0 ? NaN : (i % 7) - 3));
    const codes = Int32Array.from({ length: 1100 }, (_, i) => (i % 71) - 1);
    const columns = Array.from({ length: COLUMNS }, (_, j) =>
      j < NUMBERS ? { kind: 'number' as const, name: `x${j}`, values } : { kind: 'category' as const, name: `x${j}`, levels: [], codes },
    );
    const x = { rows: 1100, columns };
    const all = byKernel(forest, x);
    expect(all).toEqual(plainly(forest, x));
    for (const row of [0, 511, 1023, 1024, 1099]) {
      const alone = byKernel(forest, takeRows(x, Int32Array.of(row)));
      expect(alone).toEqual(all.subarray(row * 2 * COLUMNS, (row + 1) * 2 * COLUMNS));
    }
  });

  it('come in chunks where entries are more than the kernel takes at a time', () => {
    const chain = (t: number) =>
      treeOf(
        Array.from({ length: 250 }, (_, i): Choice => ({ column: (i + t) % NUMBERS, kind: 0, threshold: i % 9, codes: [0], leaf: 3 * i })),
        t,
      );
    const forest = forestOf(
      Array.from({ length: 140 }, (_, t) => chain(t)),
      1,
      COLUMNS,
      Float64Array.of(0),
    );
    expect(leafPaths(forest, rootsOf(forest)).column.length).toBeGreaterThan(2 ** 16);
    const values = Float64Array.of(-1, 0.5, 3, 9);
    const x = { rows: 4, columns: Array.from({ length: COLUMNS }, (_, j) => ({ kind: 'number' as const, name: `x${j}`, values })) };
    expect(byKernel(forest, x)).toEqual(plainly(forest, x));
  });

  it('of the deepest trees that a file may hold are had without running out of stack', () => {
    const chain = Array.from({ length: 4095 }, (_, i): Choice => ({ column: i % NUMBERS, kind: 0, threshold: i, codes: [0], leaf: i }));
    const forest = forestOf([treeOf(chain, 0)], 1, NUMBERS, Float64Array.of(0));
    const values = Float64Array.of(-1, 2000.5, 9999, NaN);
    const x = { rows: 4, columns: Array.from({ length: NUMBERS }, (_, j) => ({ kind: 'number' as const, name: `x${j}`, values })) };
    const margins = new Float64Array(4);
    walkScorer(forest).predict(x, margins);
    const { base, effects } = predictorOf(forest).contributions!(x);
    margins.forEach((margin, row) => {
      const sum = effects.subarray(row * NUMBERS, (row + 1) * NUMBERS).reduce((a, b) => a + b, base[0]);
      expect(Math.abs(sum - margin)).toBeLessThan(1e-9);
    });
  });
});
