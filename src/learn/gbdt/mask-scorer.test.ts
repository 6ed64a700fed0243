import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixColumn } from '../../core/index.js';
import { forestOf, rootsOf, type Forest } from './forest.js';
import { forestMasks } from './mask-tables.js';
import { maskScorer } from './mask-scorer.js';
import { predictMatrix } from './predict.js';
import { bitsOf, CATEGORY, constantTree, type Tree } from './tree.js';

/** Columns 0 to 2 are numbers, 3 and 4 categories of 70 levels. */
const [NUMBERS, COLUMNS, LEVELS] = [3, 5, 70];

/** Few thresholds, so that nodes share them and values meet them. */
const thresholds = [-Number.MAX_VALUE, -1e308, -1.5, -0, 0, 5e-324, 0.1, 1.5, 1e300, Number.MAX_VALUE];

/** A split, and which of the leaves that there are it splits. */
interface Choice {
  readonly column: number;
  readonly kind: number;
  readonly threshold: number;
  readonly codes: readonly number[];
  readonly leaf: number;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  column: fc.nat(COLUMNS - 1),
  kind: fc.nat(1),
  threshold: fc.constantFrom(...thresholds),
  codes: fc.uniqueArray(fc.nat(LEVELS - 1), { minLength: 1, maxLength: 40 }),
  leaf: fc.nat(1000),
});

/** Grows a tree leaf by leaf, as a fit does: a split turns a leaf into a node whose right child is a new leaf. */
function treeOf(choices: readonly Choice[], tree: number): Tree {
  const [left, right]: [number[], number[]] = [[], []];
  choices.forEach(({ leaf }, node) => {
    const split = leaf % (node + 1);
    for (const children of [left, right]) children.forEach((child, i) => (children[i] = child === -1 - split ? node : child));
    left.push(-1 - split);
    right.push(-2 - node);
  });
  const isCategory = ({ column }: Choice): boolean => column >= NUMBERS;
  return {
    ...constantTree(1),
    column: Int32Array.from(choices, (c) => c.column),
    kind: Uint8Array.from(choices, (c) => (isCategory(c) ? CATEGORY : c.kind)),
    threshold: Float64Array.from(choices, (c) => (isCategory(c) ? 0 : c.threshold)),
    sets: choices.map((c) => (isCategory(c) ? bitsOf(Int32Array.from(c.codes)) : new Uint32Array(0))),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    gain: new Float64Array(choices.length),
    value: Float64Array.from({ length: choices.length + 1 }, (_, i) => Math.sin(1 + i + 300 * tree)),
    cover: new Uint32Array(choices.length + 1).fill(1),
  };
}

const forestWith = (splits: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<Forest> =>
  fc.record({ outputs: fc.integer({ min: 1, max: 3 }), rounds: fc.integer({ min: 1, max: 4 }) }).chain(({ outputs, rounds }) =>
    fc.array(fc.array(choice, splits), { minLength: outputs * rounds, maxLength: outputs * rounds }).map((trees) =>
      forestOf(
        trees.map(treeOf),
        outputs,
        COLUMNS,
        Float64Array.from({ length: outputs }, (_, k) => k / 7),
      ),
    ),
  );

const beside = (threshold: number): number[] => [threshold, threshold * (1 + 1e-15), threshold - 1];
const numberCell = fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, ...thresholds.flatMap(beside)), fc.double());
const codeCell = fc.integer({ min: -1, max: LEVELS - 1 });

const matrix: fc.Arbitrary<Matrix> = fc.integer({ min: 1, max: 30 }).chain((rows) => {
  const column = (j: number): fc.Arbitrary<MatrixColumn> => {
    const cells = fc.array(j < NUMBERS ? numberCell : codeCell, { minLength: rows, maxLength: rows });
    const levels = Array.from({ length: LEVELS }, (_, i) => `level ${i}`);
    if (j >= NUMBERS) return cells.map((codes) => ({ kind: 'category', name: `x${j}`, levels, codes: Int32Array.from(codes) }));
    return cells.map((values) => ({ kind: 'number', name: `x${j}`, values: Float64Array.from(values) }));
  };
  return fc.tuple(...Array.from({ length: COLUMNS }, (_, j) => column(j))).map((columns) => ({ rows, columns }));
});

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
