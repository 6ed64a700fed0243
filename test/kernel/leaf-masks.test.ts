import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafSums, lineWords, type LeafMasks } from '../../src/kernel/leaf-masks.js';
import { leafSumsPlain } from './leaf-masks-plain.js';

/** Lines of two trees. */
const linesOf = (...lines: readonly (readonly number[])[]): Int32Array =>
  Int32Array.from(lines.flatMap((line) => [...line, ...Array.from({ length: 6 }, () => 0)]));

/** Two trees of two leaves on one number: x ≤ 1 ? 10 : 20 and x ≤ 2 ? 300 : 400; a missing x goes right, then left. */
const hand: LeafMasks = {
  columns: [{ edges: Float64Array.of(1, 2), lines: linesOf([0b11, 0b11], [0b10, 0b11], [0b10, 0b10], [0b10, 0b11]) }],
  words: 1,
  base: Float64Array.of(0.5),
  leafStart: Int32Array.of(0, 2, 4),
  value: Float64Array.of(10, 20, 300, 400),
};

/** Trees of any number of words whose last leaf is never ruled out. */
const anyMasks: fc.Arbitrary<LeafMasks> = fc
  .record({ words: fc.integer({ min: 1, max: 3 }), rounds: fc.integer({ min: 0, max: 12 }), outputs: fc.integer({ min: 1, max: 3 }) })
  .chain(({ words, rounds, outputs }) => {
    const trees = rounds * outputs;
    const width = lineWords({ words, leafStart: new Int32Array(trees + 1) });
    const leaves = 32 * words;
    const line = fc.array(fc.integer(), { minLength: width, maxLength: width });
    const open = (list: readonly (readonly number[])[]): Int32Array =>
      Int32Array.from(list.flatMap((all) => all.map((word, w) => ((w + 1) % words === 0 ? word | (1 << 31) : word))));
    const anyLines = (count: number): fc.Arbitrary<Int32Array> => fc.array(line, { minLength: count, maxLength: count }).map(open);
    const number = fc
      .uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 9, comparator: (a, b) => a === b })
      .chain((edges) => anyLines(edges.length + 2).map((lines) => ({ edges: Float64Array.from(edges).toSorted(), lines })));
    const category = fc.integer({ min: 1, max: 40 }).chain((count) => anyLines(count).map((lines) => ({ edges: null, lines })));
    return fc.record({
      columns: trees === 0 ? fc.constant([]) : fc.array(fc.oneof(number, category), { maxLength: 6 }),
      words: fc.constant(words),
      base: fc
        .array(fc.double({ noNaN: true, min: -1, max: 1 }), { minLength: outputs, maxLength: outputs })
        .map((b) => Float64Array.from(b)),
      leafStart: fc.constant(Int32Array.from({ length: trees + 1 }, (_, t) => t * leaves)),
      value: fc.constant(Float64Array.from({ length: trees * leaves }, (_, i) => Math.sin(i) / 3)),
    });
  });

/** Values on the edges, beside them, and none at all. */
const valueFor = ({ edges, lines }: LeafMasks['columns'][number]): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constantFrom(NaN, 0, -0, Infinity, -Infinity, Number.MAX_VALUE, -1),
    fc.constantFrom(...(edges && edges.length > 0 ? edges : [1])),
    edges ? fc.double() : fc.integer({ min: 0, max: lines.length }),
  );

describe('leaf masks', () => {
  it('a row falls into the first leaf that no column rules out; trees add up on the base', () => {
    const sums = leafSums(hand, 5)!;
    sums.rows.set([1, 1.5, 2.5, NaN, -Infinity]);
    sums.run(5);
    expect([...sums.sums]).toEqual([310.5, 320.5, 420.5, 320.5, 310.5]);
    expect([1, 1.5, 2.5, NaN, -Infinity].map((x) => leafSumsPlain(hand, [x])[0])).toEqual([...sums.sums]);
  });

  it('are as their definition says, to the bit', () => {
    const cases = anyMasks.chain((masks) =>
      fc.record({ masks: fc.constant(masks), rows: fc.array(fc.tuple(...masks.columns.map(valueFor)), { minLength: 1, maxLength: 4 }) }),
    );
    fc.assert(
      fc.property(cases, ({ masks, rows }) => {
        const { rows: cells, sums, run } = leafSums(masks, rows.length)!;
        cells.set(rows.flat());
        run(rows.length);
        expect([...sums]).toEqual(rows.flatMap((row) => leafSumsPlain(masks, row)));
      }),
      { numRuns: 300 },
    );
  });

  it('take as much memory as there are: many instances live side by side', () => {
    const all = Array.from({ length: 200 }, (_, i) => leafSums({ ...hand, base: Float64Array.of(i) }, 256)!);
    all.forEach(({ rows }) => (rows[0] = 3));
    all.forEach(({ run }) => run(1));
    expect(all.map(({ sums }) => sums[0])).toEqual(all.map((_, i) => i + 420));
  });
});
