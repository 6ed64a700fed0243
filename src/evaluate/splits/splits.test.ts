import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSplits, holdoutSplit, mostFolds, type Split, type SplitRows } from './index.js';

const sides = ({ train, test, unused }: Split): number[] => [...train, ...test, ...unused].toSorted((a, b) => a - b);
const ascending = (rows: Int32Array): boolean => rows.every((row, i) => i === 0 || row > rows[i - 1]);
const everyRow = (rows: number): number[] => Array.from({ length: rows }, (_, i) => i);
const share = (rows: Int32Array, codes: ArrayLike<number>, code: number): number => rows.filter((i) => codes[i] === code).length;
const crossing = ({ train, test }: Split, groups: ArrayLike<number>): boolean => {
  const tested = new Set(Array.from(test, (i) => groups[i]).filter((g) => g >= 0));
  return train.some((i) => tested.has(groups[i]));
};
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('holdout at random', () => {
  it('sets the share apart, once each, repeatably', () => {
    const split = holdoutSplit({ rows: 100 }, { seed: 7 });
    expect([split.train.length, split.test.length, split.unused.length]).toEqual([80, 20, 0]);
    expect(sides(split)).toEqual(everyRow(100));
    expect(ascending(split.train) && ascending(split.test)).toBe(true);
    expect(holdoutSplit({ rows: 100 }, { seed: 7 })).toEqual(split);
    expect(holdoutSplit({ rows: 100 }, { seed: 8 }).test).not.toEqual(split.test);
  });

  it('gives every class its share', () => {
    const classes = everyRow(1000).map((i) => (i % 10 === 0 ? 1 : 0));
    const { train, test } = holdoutSplit({ rows: 1000, classes }, { seed: 1, share: 0.25 });
    expect([share(train, classes, 1), share(test, classes, 1)]).toEqual([75, 25]);
    expect([train.length, test.length]).toEqual([750, 250]);
  });

  it('tests a class of two rows and trains on a class of one', () => {
    const classes = [...Array.from({ length: 20 }, () => 0), 1, 1, 2];
    const { train, test } = holdoutSplit({ rows: 23, classes }, { seed: 3 });
    expect([share(train, classes, 1), share(test, classes, 1)]).toEqual([1, 1]);
    expect([share(train, classes, 2), share(test, classes, 2)]).toEqual([1, 0]);
  });

  it('keeps a group on one side, also with very unequal groups', () => {
    const groups = everyRow(200).map((i) => (i < 100 ? 0 : i < 150 ? 1 : 2 + (i % 20)));
    const split = holdoutSplit({ rows: 200, groups }, { seed: 5 });
    expect(crossing(split, groups)).toBe(false);
    expect(split.test.length).toBeGreaterThan(20);
    expect(split.test.length).toBeLessThan(60);
    const two = holdoutSplit({ rows: 10, groups: everyRow(10).map((i) => (i < 9 ? 0 : 1)) }, { seed: 5, share: 0.9 });
    expect([two.train.length, two.test.length]).toEqual([1, 9]);
  });

  it('property: parts, groups and shares hold for any rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ group: fc.integer({ min: -1, max: 30 }), class: fc.integer({ min: 0, max: 2 }) }), {
          minLength: 40,
          maxLength: 300,
        }),
        fc.integer(),
        (rows, seed) => {
          const [groups, classes] = [rows.map((r) => r.group), rows.map((r) => r.class)];
          fc.pre(new Set(groups).size > 5 && [0, 1, 2].filter((c) => classes.filter((k) => k === c).length > 5).length >= 2);
          const plain = holdoutSplit({ rows: rows.length, classes }, { seed });
          expect(sides(plain)).toEqual(everyRow(rows.length));
          for (const c of [0, 1, 2])
            expect(Math.abs(share(plain.test, classes, c) - 0.2 * classes.filter((k) => k === c).length)).toBeLessThanOrEqual(1);
          const grouped = holdoutSplit({ rows: rows.length, groups, classes }, { seed });
          expect(sides(grouped)).toEqual(everyRow(rows.length));
          expect(crossing(grouped, groups)).toBe(false);
          expect(grouped.test.length > 0 && grouped.train.length > 0).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('holdout by time', () => {
  const hour = 3_600_000;
  it('tests the latest rows, whatever their order in the file', () => {
    const time = [5, 1, 4, 2, 3].map((h) => h * hour);
    const split = holdoutSplit({ rows: 5, time }, { seed: 1, share: 0.4 });
    expect([[...split.train], [...split.test]]).toEqual([
      [1, 3, 4],
      [0, 2],
    ]);
  });

  it('keeps rows of one moment together and drops the gap', () => {
    const time = [1, 2, 3, 4, 4, 4, 5].map((h) => h * hour);
    expect([...holdoutSplit({ rows: 7, time }, { seed: 1, share: 0.3 }).test]).toEqual([6]);
    expect([...holdoutSplit({ rows: 7, time }, { seed: 1, share: 0.45 }).test]).toEqual([3, 4, 5, 6]);
    const gap = holdoutSplit({ rows: 7, time }, { seed: 1, share: 0.45, gapMs: 1.5 * hour });
    expect([[...gap.train], [...gap.test], [...gap.unused]]).toEqual([[0, 1], [3, 4, 5, 6], [2]]);
  });

  it('leaves out training rows of tested groups, and rows without a time', () => {
    const time = [1, 2, 3, NaN, 5].map((h) => h * hour);
    const split = holdoutSplit({ rows: 5, time, groups: [8, 9, -1, -1, 9] }, { seed: 1 });
    expect([[...split.train], [...split.test], [...split.unused]]).toEqual([[0, 2], [4], [1, 3]]);
  });

  it('refuses what would train on the future, on nothing, or on one moment', () => {
    const of: SplitRows = { rows: 5, time: [1, 2, 3, 4, 5], timeName: 'at' };
    expect(() => holdoutSplit(of, { seed: 1, kind: 'random' })).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_SPLIT_TIME', message: expect.stringContaining('"at"') }),
    );
    expect(sides(holdoutSplit(of, { seed: 1, kind: 'random', force: true }))).toEqual(everyRow(5));
    expect(() => holdoutSplit(of, { seed: 1, gapMs: 10 })).toThrow(refusal('MW_EVALUATE_SPLIT_ROWS'));
    expect(() => holdoutSplit({ rows: 3, time: [7, 7, 7] }, { seed: 1 })).toThrow(refusal('MW_EVALUATE_SPLIT_ROWS'));
    expect(() => holdoutSplit({ rows: 3 }, { seed: 1, kind: 'time' })).toThrow(refusal('MW_EVALUATE_SPLIT_RULE'));
  });

  it('property: every training row is older than every test row by more than the gap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 10, maxLength: 200 }),
        fc.integer({ min: 0, max: 5 }),
        (time, gapMs) => {
          fc.pre(new Set(time).size > 20);
          const of = { rows: time.length, time };
          const splits = [holdoutSplit(of, { seed: 0, gapMs }), ...foldSplits(of, { seed: 0, folds: 3 })];
          splits.forEach((split, i) => {
            expect(sides(split)).toEqual(everyRow(time.length));
            const latest = Math.max(...Array.from(split.train, (r) => time[r]));
            const first = Math.min(...Array.from(split.test, (r) => time[r]));
            expect(latest).toBeLessThan(first - (i === 0 ? gapMs : 0));
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('folds', () => {
  it('test every row once, classes spread evenly, sizes within one', () => {
    const classes = everyRow(103).map((i) => (i < 60 ? 0 : i < 95 ? 1 : 2));
    const splits = foldSplits({ rows: 103, classes }, { seed: 2, folds: 4 });
    expect(splits.flatMap(({ test }) => [...test]).toSorted((a, b) => a - b)).toEqual(everyRow(103));
    for (const split of splits) {
      expect(sides(split)).toEqual(everyRow(103));
      expect(split.unused.length).toBe(0);
    }
    const per = (c: number): number[] => splits.map(({ test }) => share(test, classes, c));
    for (const c of [0, 1, 2]) expect(Math.max(...per(c)) - Math.min(...per(c))).toBeLessThanOrEqual(1);
    const sizes = splits.map(({ test }) => test.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it('keep groups whole and near even', () => {
    const groups = everyRow(300).map((i) => Math.floor(Math.sqrt(i)));
    const classes = everyRow(300).map((i) => (Math.floor(Math.sqrt(i)) % 3 === 0 ? 1 : 0));
    const splits = foldSplits({ rows: 300, groups, classes }, { seed: 2 });
    expect(splits.flatMap(({ test }) => [...test]).toSorted((a, b) => a - b)).toEqual(everyRow(300));
    for (const split of splits) {
      expect(crossing(split, groups)).toBe(false);
      expect(Math.abs(split.test.length - 60)).toBeLessThan(15);
      expect(share(split.test, classes, 1)).toBeGreaterThan(5);
    }
  });

  it('by time test each later block with what lies before it', () => {
    const splits = foldSplits({ rows: 8, time: [0, 1, 2, 3, 4, 5, 6, 7] }, { seed: 0, folds: 3 });
    expect(splits.map(({ train, test }) => [[...train], [...test]])).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
      [
        [0, 1, 2, 3],
        [4, 5],
      ],
      [
        [0, 1, 2, 3, 4, 5],
        [6, 7],
      ],
    ]);
  });

  it('refuse too few rows, groups, or rows of a class, and say how many folds are possible', () => {
    expect(() => foldSplits({ rows: 4 }, { seed: 0 })).toThrow(refusal('MW_EVALUATE_SPLIT_ROWS'));
    expect(() => foldSplits({ rows: 9, groups: [0, 0, 0, 1, 1, 1, 2, 2, 2] }, { seed: 0 })).toThrow(refusal('MW_EVALUATE_SPLIT_ROWS'));
    const of = { rows: 20, classes: everyRow(20).map((i) => (i < 3 ? 1 : 0)) };
    expect(() => foldSplits(of, { seed: 0 })).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_SPLIT_CLASSES', message: expect.stringContaining('17, 3 rows') }),
    );
    expect(mostFolds(of, 5)).toBe(3);
    expect(foldSplits(of, { seed: 0, folds: mostFolds(of, 5) })).toHaveLength(3);
    expect(() => foldSplits({ rows: 20 }, { seed: 0, folds: 1 })).toThrow(refusal('MW_EVALUATE_SPLIT_RULE'));
    expect(() => holdoutSplit({ rows: 3, classes: [0, 1, 2] }, { seed: 0 })).toThrow(refusal('MW_EVALUATE_SPLIT_CLASSES'));
    expect(() => holdoutSplit({ rows: 30, classes: everyRow(30).map(() => 0) }, { seed: 0 })).toThrow(refusal('MW_EVALUATE_SPLIT_CLASSES'));
    expect(() => holdoutSplit({ rows: 30 }, { seed: 0, share: 1 })).toThrow(refusal('MW_EVALUATE_SPLIT_RULE'));
  });
});
