import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import { bitScorer } from './bit-scorer.js';
import { forestBits } from './bit-tables.js';
import { forestOf, type Forest } from './forest.js';
import { walkScorer } from './predict.js';
import { scorerOf } from './scorer.js';
import { COLUMNS, forestWith, matrix, NUMBERS, treeOf, type Choice } from '../../../test/support/any-forests.js';

const MARK = 1234.5;

/** Margins, and one place behind them. */
function scored(predict: (x: Matrix, out: Float64Array) => void, forest: Forest, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * forest.outputs + 1).fill(MARK);
  predict(x, out);
  return out;
}

const bits = (forest: Forest, x: Matrix): Float64Array => scored(bitScorer(forest)!.predict, forest, x);
const walked = (forest: Forest, x: Matrix): Float64Array => scored(walkScorer(forest).predict, forest, x);

/** Rows that meet thresholds and codes in turns, some of them missing. */
function manyRows(rows: number): Matrix {
  const values = Float64Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? NaN : (i % 7) - 3));
  const codes = Int32Array.from({ length: rows }, (_, i) => (i % 71) - 1);
  const columns = Array.from({ length: COLUMNS }, (_, j): MatrixColumn => {
    return j < NUMBERS ? { kind: 'number', name: `x${j}`, values } : { kind: 'category', name: `x${j}`, levels: [], codes };
  });
  return { rows, columns };
}

const splits = (count: number): Choice[] =>
  Array.from({ length: count }, (_, i) => {
    return { column: i % COLUMNS, kind: i % 2, threshold: (i % 6) - 3, codes: [i % 70, (2 * i) % 70], leaf: 7 * i };
  });

describe('bits of rows', () => {
  it.for([
    ['of one leaf to a few', { minLength: 0, maxLength: 9 }],
    ['of 64 leaves and about', { minLength: 60, maxLength: 68 }],
    ['of up to 256 leaves', { minLength: 190, maxLength: 255 }],
  ] as const)('give what walking down trees %s gives, to the bit', ([, size]) => {
    fc.assert(
      fc.property(forestWith(size), matrix, (forest, x) => {
        expect(bits(forest, x)).toEqual(walked(forest, x));
      }),
      { numRuns: 60 },
    );
  });

  it.each([1, 127, 128, 129, 255, 256, 257, 700])('hold for %i rows', (rows) => {
    const forest = forestOf([treeOf(splits(20), 0), treeOf(splits(90), 1), treeOf(splits(7), 2)], 3, COLUMNS, Float64Array.of(1, 2, 3));
    expect(bits(forest, manyRows(rows))).toEqual(walked(forest, manyRows(rows)));
  });

  it('read flags, and only the columns that decide something', () => {
    const forest = forestOf([treeOf([{ column: 1, kind: 1, threshold: 0.5, codes: [0], leaf: 0 }], 0)], 1, 2, Float64Array.of(0));
    expect([...forestBits(forest)!.used]).toEqual([1]);
    const values = Uint8Array.of(0, 1, 255);
    const x: Matrix = {
      rows: 3,
      columns: [
        { kind: 'flag', name: 'none', values: new Uint8Array(0) },
        { kind: 'flag', name: 'f', values },
      ],
    };
    expect([...bits(forest, x)]).toEqual([Math.sin(1), Math.sin(2), Math.sin(1), MARK]);
  });

  it('are not made of trees that are too large for them', () => {
    const chain = Array.from({ length: 256 }, (_, i): Choice => ({ column: 0, kind: 0, threshold: i, codes: [0], leaf: i }));
    expect(forestBits(forestOf([treeOf(chain.slice(1), 0)], 1, COLUMNS, Float64Array.of(0)))).toBeDefined();
    expect(forestBits(forestOf([treeOf(chain, 0)], 1, COLUMNS, Float64Array.of(0)))).toBeUndefined();
  });

  it('are not made of sets of levels that would take more than 16 MiB', () => {
    const far = (code: number): Choice => ({ column: 3, kind: 0, threshold: 0, codes: [code], leaf: 0 });
    const forest = (code: number): Forest =>
      forestOf(
        [
          treeOf(
            Array.from({ length: 64 }, (_, i) => far(code + i)),
            0,
          ),
        ],
        1,
        COLUMNS,
        Float64Array.of(0),
      );
    expect(forestBits(forest(2 ** 20))).toBeDefined();
    expect(forestBits(forest(2 ** 21))).toBeUndefined();
  });
});

describe('the way that is chosen', () => {
  it.each([
    ['few leaves', 20],
    ['too many leaves for masks', 200],
    ['too many leaves for bits', 300],
  ])('for %s gives the same bits for few rows, for many and for one', (_, count) => {
    const forest = forestOf([treeOf(splits(count), 0), treeOf(splits(count), 1)], 2, COLUMNS, Float64Array.of(1, 2));
    const scorer = scorerOf(forest);
    for (const rows of [1, 11, 12, 47, 48, 300])
      expect(scored(scorer.predict, forest, manyRows(rows))).toEqual(walked(forest, manyRows(rows)));
    const one = new Float64Array(2);
    scorer.predictRow(Float64Array.of(NaN, 0, 3, 4, NaN), one);
    const alone = new Float64Array(2);
    walkScorer(forest).predictRow(Float64Array.of(NaN, 0, 3, 4, NaN), alone);
    expect(one).toEqual(alone);
  });
});
