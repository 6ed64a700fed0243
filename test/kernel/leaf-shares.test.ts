import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafShares, type LeafEntries } from '../../src/kernel/leaf-shares.js';
import { leafSharesPlain } from './leaf-shares-plain.js';
import { anyConditions, slotCount, valueFor } from '../support/any-conditions.js';

/** Some points and weights: the kernel takes them as they are. */
const quadratures = Array.from({ length: 15 }, (_, d) => {
  const size = Math.ceil(d / 2);
  const points = Float64Array.from({ length: size }, (_v, q) => (q + 0.5) / size);
  return { points, weights: points.map((t) => 0.1 + t / 3) };
});

/** x ≤ 1: half of the training rows, leaf of 10; else leaf of 30. By the midpoint rule of one entry a share is v (o − z). */
const hand: LeafEntries = {
  columns: [{ edges: Float64Array.of(1), orMissing: false }],
  start: Int32Array.of(0, 1, 2),
  column: Int32Array.of(0, 0),
  share: Float64Array.of(0.25, 0.75),
  within: Int32Array.of(0, 1),
  without: Int32Array.of(-1, 0),
  or: Int32Array.of(-1, 2),
  value: Float64Array.of(10, 30),
  output: Int32Array.of(0, 0),
  quadratures: [quadratures[0], { points: Float64Array.of(0.5), weights: Float64Array.of(1) }],
};

interface Draw {
  readonly slots: readonly (readonly number[])[];
  readonly output: number;
}

function leavesOf(columns: LeafEntries['columns'], draws: readonly Draw[]): LeafEntries {
  const entries = draws.flatMap(({ slots }) =>
    slots.map(([column, share, ...own]) => ({ column: column % columns.length, share: (1 + (share % 98)) / 100, own })),
  );
  const start = [0];
  for (const { slots } of draws) start.push(start[start.length - 1] + slots.length);
  const slot = (which: number) => Int32Array.from(entries, ({ column, own }) => (own[which] % (slotCount(columns[column]) + 1)) - 1);
  return {
    columns,
    start: Int32Array.from(start),
    column: Int32Array.from(entries, (e) => e.column),
    share: Float64Array.from(entries, (e) => e.share),
    within: slot(0),
    without: slot(1),
    or: slot(2),
    value: Float64Array.from(draws, (_, i) => Math.sin(i + 1)),
    output: Int32Array.from(draws, (d) => d.output),
    quadratures,
  };
}

const anyLeaves: fc.Arbitrary<LeafEntries> = fc.array(anyConditions, { minLength: 1, maxLength: 5 }).chain((columns) => {
  const entry = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 5 });
  const leaf = fc.record({ slots: fc.array(entry, { maxLength: 14, size: 'max' }), output: fc.nat(2) });
  return fc.array(leaf, { minLength: 1, maxLength: 12 }).map((draws) => leavesOf(columns, draws));
});

describe('leaf shares', () => {
  it('of one condition are the leaf times what the row is above its share', () => {
    const { values, effects, read, share } = leafShares(hand)!;
    values[0].set([1, 2, NaN]);
    read(3);
    share(0, 3);
    expect([...effects[0].subarray(0, 3)]).toEqual([10 * 0.75 + 30 * -0.75, 10 * -0.25 + 30 * 0.25, 10 * -0.25 + 30 * 0.25]);
  });

  it.each([
    ['fewer rows than patterns', 5],
    ['more rows than patterns', 1024],
  ])('are as their definition says, to the bit, for %s', (_, rows) => {
    const cases = anyLeaves.chain((leaves) =>
      fc.record({ leaves: fc.constant(leaves), some: fc.array(fc.tuple(...leaves.columns.map(valueFor)), { minLength: 1, maxLength: 7 }) }),
    );
    fc.assert(
      fc.property(cases, ({ leaves, some }) => {
        const { values, effects, read, share, blockRows } = leafShares(leaves)!;
        const count = Math.min(rows, blockRows);
        values.forEach((column, j) => column.forEach((_v, i) => (column[i] = some[i % some.length][j])));
        read(count);
        for (const output of [2, 0, 1]) {
          share(output, count);
          some.slice(0, count).forEach((row, i) => {
            expect(effects.map((own) => own[i])).toEqual(leafSharesPlain(leaves, output, row));
            const last = count - 1 - ((count - 1 - i) % some.length);
            expect(effects.map((own) => own[last])).toEqual(effects.map((own) => own[i]));
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('give way where columns are too many for a block', () => {
    const columns = Array.from({ length: 10_000 }, () => hand.columns[0]);
    expect(leafShares({ ...hand, columns })).toBeUndefined();
  });
});
