import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSplits, holdoutSplit, nestedSplits, type Split, type SplitRows } from './index.js';

const sides = ({ train, test, unused }: Split): number[][] => [[...train], [...test], [...unused]];
const everyRow = (rows: number): number[] => Array.from({ length: rows }, (_, i) => i);
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('outcomes that take time', () => {
  it('of training rows were known before the first test row, by hand', () => {
    const of = { rows: 10, time: everyRow(10) };
    const split = holdoutSplit(of, { seed: 1, share: 0.3, outcomeMs: 2 });
    expect(sides(split)).toEqual([
      [0, 1, 2, 3, 4],
      [7, 8, 9],
      [5, 6],
    ]);
    const own = holdoutSplit({ ...of, until: [20, NaN, 6.9, 7, 4, 3, NaN, 9, 9, 9] }, { seed: 1, share: 0.3 });
    expect([...own.train]).toEqual([1, 2, 4, 5, 6]);
  });

  it('purge beside a gap: the stricter of the two counts', () => {
    const of = { rows: 10, time: everyRow(10) };
    for (const [gapMs, outcomeMs] of [
      [3, 1],
      [1, 3],
    ])
      expect([...holdoutSplit(of, { seed: 1, share: 0.3, gapMs, outcomeMs }).train]).toEqual([0, 1, 2, 3]);
  });

  it('longer than the data: said in days, with the option to shorten, and of folds only where there are some', () => {
    const day = 86_400_000;
    const of = { rows: 5, time: everyRow(5).map((i) => i * day) };
    const thrown = (split: () => unknown): Error & { fix?: string } => {
      try {
        split();
      } catch (error) {
        return error as Error;
      }
      throw new Error('nothing was thrown');
    };
    const { message, fix } = thrown(() => holdoutSplit(of, { seed: 1, outcomeMs: 90 * day }));
    expect(message).toContain('a holdout with outcomes that take 90 days (labelsWithin) needs at least 1 row to train on');
    expect(fix).toBe('Bring rows of a longer time, or shorten labelsWithin.');
    expect(thrown(() => holdoutSplit({ rows: 1 }, { seed: 1 })).fix).not.toContain('fold');
    expect(thrown(() => foldSplits({ rows: 4 }, { seed: 1 })).fix).toContain('fewer folds');
  });

  it('leave nothing to train on: an error that names them; a negative one is refused', () => {
    const of = { rows: 5, time: everyRow(5) };
    expect(() => holdoutSplit(of, { seed: 1, outcomeMs: 9 })).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_SPLIT_ROWS', message: expect.stringContaining('outcomes that take 9 ms') }),
    );
    for (const rule of [{ outcomeMs: -1 }, { embargoMs: NaN }])
      expect(() => foldSplits(of, { seed: 1, ...rule })).toThrow(refusal('MW_EVALUATE_SPLIT_RULE'));
  });
});

describe('purged folds', () => {
  it('test every block by all others, without overlapping outcomes and the embargo, by hand', () => {
    const of = { rows: 12, time: everyRow(12) };
    const splits = foldSplits(of, { seed: 0, folds: 3, kind: 'purged', outcomeMs: 1, embargoMs: 2 });
    expect(splits.map(sides)).toEqual([
      [
        [7, 8, 9, 10, 11],
        [0, 1, 2, 3],
        [4, 5, 6],
      ],
      [
        [0, 1, 2, 11],
        [4, 5, 6, 7],
        [3, 8, 9, 10],
      ],
      [[0, 1, 2, 3, 4, 5, 6], [8, 9, 10, 11], [7]],
    ]);
  });

  it('need a time', () => {
    expect(() => foldSplits({ rows: 9 }, { seed: 0, kind: 'purged' })).toThrow(refusal('MW_EVALUATE_SPLIT_RULE'));
  });
});

const rowsOf = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 60 }), takes: fc.integer({ min: 0, max: 9 }), group: fc.integer({ min: -1, max: 40 }) }),
  { minLength: 40, maxLength: 150 },
);

/** The rows as a split sees them. */
const splitRows = (rows: readonly { at: number; takes: number; group: number }[]): SplitRows & { time: number[]; until: number[] } => ({
  rows: rows.length,
  time: rows.map(({ at }) => at),
  until: rows.map(({ at, takes }) => at + takes),
  groups: rows.map(({ group }) => group),
});

/** Every split, or none where the rows do not allow it. */
function allowed<S extends Split>(make: () => readonly S[]): readonly S[] {
  try {
    return make();
  } catch (error) {
    expect((error as { code?: string }).code).toBe('MW_EVALUATE_SPLIT_ROWS');
    return [];
  }
}

const crossing = ({ train, test }: Split, groups: ArrayLike<number>): boolean => {
  const tested = new Set(Array.from(test, (i) => groups[i]).filter((g) => g >= 0));
  return train.some((i) => tested.has(groups[i]));
};

describe('any rows', () => {
  it('looking forward: nothing later than the tested rows trains, no open outcome, no tested group', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const of = splitRows(rows);
        for (const split of allowed(() => [...foldSplits(of, { seed: 0, folds: 3 }), holdoutSplit(of, { seed: 0 })])) {
          const first = Math.min(...Array.from(split.test, (row) => of.time[row]));
          for (const row of split.train) expect(of.until[row]).toBeLessThan(first);
          expect(crossing(split, of.groups!)).toBe(false);
          expect(
            sides(split)
              .flat()
              .toSorted((a, b) => a - b),
          ).toEqual(everyRow(rows.length));
        }
      }),
    );
  });

  it('purged: no training outcome overlaps a tested one or begins within the embargo, and no other row is left out', () => {
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 0, max: 5 }), (rows, embargoMs) => {
        const of = splitRows(rows.map((row) => ({ ...row, group: -1 })));
        const splits = allowed(() => foldSplits(of, { seed: 0, folds: 4, kind: 'purged', embargoMs }));
        for (const split of splits) {
          const tested = [...split.test];
          const [first, last] = [Math.min(...tested.map((row) => of.time[row])), Math.max(...tested.map((row) => of.until[row]))];
          for (const row of split.train)
            for (const other of tested) expect(of.until[row] < of.time[other] || of.time[row] > of.until[other]).toBe(true);
          for (const row of split.train) expect(of.until[row] < first || of.time[row] > last + embargoMs).toBe(true);
          for (const row of split.unused) expect(of.until[row] >= first && of.time[row] <= last + embargoMs).toBe(true);
        }
        if (splits.length > 0) expect(splits.flatMap(({ test }) => [...test]).toSorted((a, b) => a - b)).toEqual(everyRow(rows.length));
      }),
    );
  });

  it('nested: inner folds stay within the outer training rows, by the same rule', () => {
    fc.assert(
      fc.property(rowsOf, fc.boolean(), (rows, timed) => {
        const { time, until, groups } = splitRows(rows);
        const of: SplitRows = { rows: rows.length, groups: groups!, ...(timed ? { time, until } : {}) };
        for (const { train, test, inner } of allowed(() => nestedSplits(of, { seed: 3, outer: 3, inner: 2 }))) {
          const [outer, tested] = [new Set(train), new Set(test)];
          expect(inner).toHaveLength(2);
          for (const split of inner) {
            expect(
              sides(split)
                .flat()
                .every((row) => outer.has(row) && !tested.has(row)),
            ).toBe(true);
            expect(sides(split).flat()).toHaveLength(train.length);
            expect(crossing(split, groups!)).toBe(false);
            if (timed)
              expect(Math.max(...Array.from(split.train, (row) => until[row]))).toBeLessThan(
                Math.min(...Array.from(split.test, (row) => time[row])),
              );
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
