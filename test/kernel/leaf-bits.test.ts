import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafBitSums, type LeafBits } from '../../src/kernel/leaf-bits.js';
import { leafBitsPlain } from './leaf-bits-plain.js';
import { anyConditions, slotCount, valueFor } from '../support/any-conditions.js';

/** Two trees on one number: x ≤ 1 ? 10 : (x ≤ 2 ? 20 : 30), and x ≤ 2 or missing ? 300 : 400. */
const hand: LeafBits = {
  columns: [{ edges: Float64Array.of(1, 2), orMissing: true }],
  splitStart: Int32Array.of(0, 2, 3),
  column: Int32Array.of(0, 0, 0),
  slot: Int32Array.of(0, 1, 5),
  from: Int32Array.of(0, 1, 0),
  to: Int32Array.of(1, 2, 1),
  value: Float64Array.of(10, 20, 30, 300, 400),
  base: Float64Array.of(0.5),
};

/** Grows trees leaf by leaf: each draw splits one of the leaves that there are, within its range of leaves. */
function treesOf(columns: LeafBits['columns'], draws: readonly (readonly (readonly number[])[])[], outputs: number): LeafBits {
  const splits = draws.flatMap((tree) => {
    const ranges = [[0, tree.length + 1]];
    return tree.flatMap(([which, cut, column, slot]) => {
      const open = ranges.filter(([from, to]) => to - from > 1);
      const range = open[which % open.length];
      const [from, end] = range;
      const to = from + 1 + (cut % (end - from - 1));
      ranges.splice(ranges.indexOf(range), 1, [from, to], [to, end]);
      const own = column % columns.length;
      return [{ column: own, slot: slot % slotCount(columns[own]), from, to }];
    });
  });
  const starts = [0];
  for (const tree of draws) starts.push(starts[starts.length - 1] + tree.length);
  return {
    columns,
    splitStart: Int32Array.from(starts),
    column: Int32Array.from(splits, (s) => s.column),
    slot: Int32Array.from(splits, (s) => s.slot),
    from: Int32Array.from(splits, (s) => s.from),
    to: Int32Array.from(splits, (s) => s.to),
    value: Float64Array.from({ length: splits.length + draws.length }, (_, i) => Math.sin(i) / 3),
    base: Float64Array.from({ length: outputs }, (_, k) => k / 7),
  };
}

const anyTrees: fc.Arbitrary<LeafBits> = fc
  .record({ outputs: fc.integer({ min: 1, max: 3 }), rounds: fc.integer({ min: 0, max: 3 }), most: fc.constantFrom(0, 7, 8, 70, 255) })
  .chain(({ outputs, rounds, most }) => {
    const split = fc.array(fc.nat(10_000), { minLength: 4, maxLength: 4 });
    const tree = fc.array(split, { minLength: Math.floor(most / 2), maxLength: most, size: 'max' });
    const trees = fc.array(tree, { minLength: outputs * rounds, maxLength: outputs * rounds });
    const columns = fc.array(anyConditions, { minLength: 1, maxLength: 5 });
    return fc.tuple(columns, trees).map(([own, draws]) => treesOf(own, draws, outputs));
  });

describe('leaf bits', () => {
  it('a row goes left where it meets the condition; trees add up on the base', () => {
    const { values, sums, run } = leafBitSums(hand)!;
    const xs = [1, 1.5, 2.5, NaN, -Infinity];
    values[0].set(xs);
    run(5);
    expect([...sums[0].subarray(0, 5)]).toEqual([310.5, 320.5, 430.5, 330.5, 310.5]);
    expect(xs.map((x) => leafBitsPlain(hand, [x])[0])).toEqual([310.5, 320.5, 430.5, 330.5, 310.5]);
  });

  it('are as their definition says, to the bit, however many rows came before', () => {
    const cases = anyTrees.chain((trees) =>
      fc.record({ trees: fc.constant(trees), rows: fc.array(fc.tuple(...trees.columns.map(valueFor)), { minLength: 1, maxLength: 20 }) }),
    );
    fc.assert(
      fc.property(cases, ({ trees, rows }) => {
        const { values, sums, run } = leafBitSums(trees)!;
        values.forEach((column, j) => column.fill(rows[0][j]));
        run(256);
        const last = Array.from(sums, (own) => own[255]);
        expect(last).toEqual(leafBitsPlain(trees, rows[0]));
        rows.forEach((row, i) => row.forEach((value, j) => (values[j][i] = value)));
        run(rows.length);
        rows.forEach((row, i) => expect(Array.from(sums, (own) => own[i])).toEqual(leafBitsPlain(trees, row)));
      }),
      { numRuns: 200 },
    );
  });
});
