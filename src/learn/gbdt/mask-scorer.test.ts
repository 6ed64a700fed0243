import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import { forestOf, rootsOf, type Forest } from './forest.js';
import { forestMasks } from './mask-tables.js';
import { maskScorer } from './mask-scorer.js';
import { predictMatrix } from './predict.js';
import { COLUMNS, forestWith, matrix, NUMBERS, treeOf, type Choice } from '../../../test/support/any-forests.js';

const walked = (forest: Forest, x: Matrix): Float64Array => {
  const out = new Float64Array(x.rows * forest.outputs);
  predictMatrix(forest, rootsOf(forest), x, out);
  return out;
};

function masked(forest: Forest, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * forest.outputs);
  maskScorer(forest)!.predict(x, out);
  return out;
}

describe('masks of leaves', () => {
  it.for([
    ['of one leaf to a few', { minLength: 0, maxLength: 6 }],
    ['of 32 leaves and about', { minLength: 29, maxLength: 33 }],
    ['of several words', { minLength: 60, maxLength: 127 }],
  ] as const)('give what walking down trees %s gives, to the bit', ([, splits]) => {
    fc.assert(
      fc.property(forestWith(splits), matrix, (forest, x) => {
        expect(masked(forest, x)).toEqual(walked(forest, x));
      }),
      { numRuns: 60 },
    );
  });

  it('read a row by itself as a row of a table, and only the columns that decide something', () => {
    const one: Choice = { column: 1, kind: 1, threshold: 2, codes: [0], leaf: 0 };
    const forest = forestOf([treeOf([one], 0)], 1, COLUMNS, Float64Array.of(0));
    expect([...forestMasks(forest)!.used]).toEqual([1]);
    const scorer = maskScorer(forest)!;
    const out = new Float64Array(1);
    const margins = [2, 2.5, NaN].map((x) => {
      scorer.predictRow(Float64Array.of(9, x, 9, 9, 9), out);
      return out[0];
    });
    expect(margins).toEqual([Math.sin(1), Math.sin(2), Math.sin(1)]);
  });

  it('work through more rows than fit at once', () => {
    const rows = 1000;
    const values = Float64Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? NaN : (i % 7) - 3));
    const codes = Int32Array.from({ length: rows }, (_, i) => (i % 71) - 1);
    const columns = Array.from({ length: COLUMNS }, (_, j): MatrixColumn => {
      return j < NUMBERS ? { kind: 'number', name: `x${j}`, values } : { kind: 'category', name: `x${j}`, levels: [], codes };
    });
    const choices = Array.from({ length: 20 }, (_, i): Choice => {
      return { column: i % COLUMNS, kind: i % 2, threshold: (i % 6) - 3, codes: [i, 2 * i, 3 * i], leaf: 7 * i };
    });
    const forest = forestOf([treeOf(choices, 0), treeOf(choices.toReversed(), 1)], 1, COLUMNS, Float64Array.of(1));
    expect(masked(forest, { rows, columns })).toEqual(walked(forest, { rows, columns }));
  });

  it('are not made of trees that are too large for them', () => {
    const choices = Array.from({ length: 128 }, (_, i): Choice => ({ column: 0, kind: 0, threshold: i, codes: [0], leaf: i }));
    expect(maskScorer(forestOf([treeOf(choices.slice(1), 0)], 1, COLUMNS, Float64Array.of(0)))).toBeDefined();
    expect(maskScorer(forestOf([treeOf(choices, 0)], 1, COLUMNS, Float64Array.of(0)))).toBeUndefined();
    const many = Array.from({ length: 1500 }, (_, t) =>
      treeOf(
        choices.slice(0, 30).map((c) => ({ ...c, threshold: c.threshold + t })),
        t,
      ),
    );
    expect(forestMasks(forestOf(many, 1, COLUMNS, Float64Array.of(0)))).toBeDefined();
    const wide = many.map((tree, t) => ({ ...tree, threshold: tree.threshold.map((x) => x + 30 * t) }));
    expect(forestMasks(forestOf(wide, 1, COLUMNS, Float64Array.of(0)))).toBeUndefined();
  });
});
