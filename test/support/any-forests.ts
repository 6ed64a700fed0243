import fc from 'fast-check';
import type { Matrix, MatrixColumn } from '../../src/core/index.js';
import { forestOf, type Forest } from '../../src/learn/gbdt/forest.js';
import { bitsOf, CATEGORY, constantTree, type Tree } from '../../src/learn/gbdt/tree.js';

/** Columns 0 to 2 are numbers, 3 and 4 categories of 70 levels. */
export const [NUMBERS, COLUMNS, LEVELS] = [3, 5, 70];

/** Few thresholds, so that nodes share them and values meet them. */
const thresholds = [-Number.MAX_VALUE, -1e308, -1.5, -0, 0, 5e-324, 0.1, 1.5, 1e300, Number.MAX_VALUE];

/** A split, and which of the leaves that there are it splits. */
export interface Choice {
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
export function treeOf(choices: readonly Choice[], tree: number): Tree {
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

/** Forests of one to three outputs and up to four rounds, whose trees have so many splits. */
export const forestWith = (splits: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<Forest> =>
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

/** Up to 30 rows of values on the thresholds, beside them, missing, and of any kind. */
export const matrix: fc.Arbitrary<Matrix> = fc.integer({ min: 1, max: 30 }).chain((rows) => {
  const column = (j: number): fc.Arbitrary<MatrixColumn> => {
    const cells = fc.array(j < NUMBERS ? numberCell : codeCell, { minLength: rows, maxLength: rows });
    const levels = Array.from({ length: LEVELS }, (_, i) => `level ${i}`);
    if (j >= NUMBERS) return cells.map((codes) => ({ kind: 'category', name: `x${j}`, levels, codes: Int32Array.from(codes) }));
    return cells.map((values) => ({ kind: 'number', name: `x${j}`, values: Float64Array.from(values) }));
  };
  return fc.tuple(...Array.from({ length: COLUMNS }, (_, j) => column(j))).map((columns) => ({ rows, columns }));
});
