import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryScratch, searchGroup } from './split-category.js';
import type { ColumnSlice } from './split-number.js';
import { emptySplit, leafSearch, type LeafSums, type Split, type SplitSettings } from './split.js';

const plain: SplitSettings = {
  l1: 0,
  l2: 0,
  minGain: 0,
  minRowsPerLeaf: 1,
  minHessian: 0,
  catSmooth: 0,
  catL2: 0,
  maxCatThreshold: 32,
  maxCatToOneHot: 4,
  minDataPerGroup: 1,
  bounded: false,
};

type Bin = readonly [gradient: number, hessian: number];

/** The first bin is the one of missing, rare and unseen levels. */
function searched(bins: readonly Bin[], change: Partial<SplitSettings> = {}): { split: Split; found: boolean; left: number[] } {
  const slice: ColumnSlice = { column: 2, start: 0, size: bins.length, missing: false, category: true, direction: 0 };
  const total = (k: 0 | 1): number => bins.reduce((sum, b) => sum + b[k], 0);
  const leaf: LeafSums = { count: total(1), gradient: total(0), hessian: total(1), low: -Infinity, high: Infinity };
  const split = emptySplit(bins.length);
  const search = leafSearch(Float64Array.from(bins.flat()), leaf, { ...plain, ...change }, split);
  const found = searchGroup(search, slice, categoryScratch(bins.length));
  return { split, found, left: [...split.group.subarray(0, split.groupSize)].toSorted((a, b) => a - b) };
}

/** The best gain over every group of known levels that may go left. */
function bestOfAll(bins: readonly Bin[], minRows: number): number {
  const total = bins.reduce(([g, h], b) => [g + b[0], h + b[1]], [0, 0]);
  let best = 0;
  for (let subset = 1; subset < 1 << (bins.length - 1); subset++) {
    let [g, h] = [0, 0];
    bins.slice(1).forEach((bin, i) => {
      if (!((subset >> i) & 1)) return;
      g += bin[0];
      h += bin[1];
    });
    const [gr, hr] = [total[0] - g, total[1] - h];
    if (h < minRows || hr < minRows) continue;
    best = Math.max(best, (g * g) / h + (gr * gr) / hr - (total[0] * total[0]) / total[1]);
  }
  return best;
}

describe('searchGroup', () => {
  it('groups levels of like gradient, and counts the rest with the right side', () => {
    const { split, left } = searched([
      [0, 4],
      [-8, 4],
      [7, 4],
      [-6, 4],
      [8, 4],
    ]);
    expect([
      [1, 3],
      [2, 4],
    ]).toContainEqual(left);
    expect(split).toMatchObject({ column: 2, bin: -1 });
  });

  it('finds the best of all groups when nothing is missing (brute force)', () => {
    const bin = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(bin, { minLength: 5, maxLength: 8 }), (known) => {
        const { split } = searched([[0, 0], ...known]);
        expect(split.gain).toBeCloseTo(bestOfAll([[0, 0], ...known], 1), 9);
      }),
    );
  });

  it('tries one level against the rest while levels are few', () => {
    const few: readonly Bin[] = [
      [0, 0],
      [-5, 5],
      [1, 5],
      [4, 5],
    ];
    const { left, split } = searched(few);
    expect(left).toEqual([1]);
    expect(split.gain).toBeCloseTo(25 / 5 + 25 / 10 - 0, 9);
    expect(searched(few, { maxCatToOneHot: 2, maxCatThreshold: 1 }).left).toEqual([1]);
  });

  it('leaves out levels with fewer rows than catSmooth, and groups below minDataPerGroup', () => {
    const bins: readonly Bin[] = [
      [0, 0],
      [-9, 2],
      [-4, 8],
      [1, 8],
      [6, 8],
      [6, 8],
    ];
    expect(searched(bins, { catSmooth: 5 }).left).not.toContain(1);
    // Alone, level 1 or level 2 is too small a group; together they are not.
    expect(searched(bins, { minDataPerGroup: 10 }).left).toEqual([1, 2]);
  });

  it('takes catL2 into gain and values of many-versus-many splits', () => {
    const bins: readonly Bin[] = [
      [0, 0],
      [-6, 4],
      [-6, 4],
      [6, 4],
      [6, 4],
    ];
    const { split } = searched(bins, { catL2: 2 });
    expect(split.gain).toBeCloseTo(144 / 10 + 144 / 10, 9);
    expect(Math.abs(split.leftValue)).toBeCloseTo(12 / 10, 12);
  });

  it('never beats a group that it may not form', () => {
    expect(
      searched([
        [5, 5],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ]).found,
    ).toBe(false);
    expect(
      searched([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
        [1, 1],
      ]).found,
    ).toBe(false);
  });
});
