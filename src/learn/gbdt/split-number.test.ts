import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchThreshold, type ColumnSlice } from './split-number.js';
import { emptySplit, leafSearch, type LeafSums, type Split, type SplitSettings } from './split.js';

const settings: SplitSettings = {
  l1: 0,
  l2: 0,
  minGain: 0,
  minRowsPerLeaf: 1,
  minHessian: 0,
  catSmooth: 10,
  catL2: 10,
  maxCatThreshold: 32,
  maxCatToOneHot: 4,
  minDataPerGroup: 100,
  bounded: false,
};

/** Bins as [gradient, hessian]; a missing bin last when `missing`. */
function search(
  bins: readonly (readonly [number, number])[],
  missing = false,
  change: Partial<SplitSettings> = {},
  direction = 0,
): { split: Split; found: boolean } {
  const histogram = Float64Array.from([99, 99, ...bins.flat()]);
  const size = bins.length - (missing ? 1 : 0);
  const slice: ColumnSlice = { column: 5, start: 1, size, missing, category: false, direction };
  const total = (k: 0 | 1): number => bins.reduce((sum, b) => sum + b[k], 0);
  const leaf: LeafSums = { count: total(1), gradient: total(0), hessian: total(1), low: -Infinity, high: Infinity };
  const split = emptySplit(4);
  return { split, found: searchThreshold(leafSearch(histogram, leaf, { ...settings, ...change }, split), slice) };
}

const like = (gradient: number): Split =>
  search(
    [
      [-8, 4],
      [8, 4],
      [gradient, 3],
    ],
    true,
  ).split;

describe('searchThreshold', () => {
  it('works by hand: bins with 2, 1 and 2 rows', () => {
    // Left {0}: 16/2 + 36/3 = 20; left {0, 1}: 9/3 + 49/2 = 27.5; the unsplit leaf: 100/5 = 20.
    const { split, found } = search([
      [-4, 2],
      [1, 1],
      [-7, 2],
    ]);
    expect(found).toBe(true);
    expect(split.bin).toBe(1);
    expect(split.column).toBe(5);
    expect(split.gain).toBeCloseTo(9 / 3 + 49 / 2 - 100 / 5, 10);
    expect([split.leftGradient, split.leftHessian, split.rightGradient, split.rightHessian].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([
      -3, 3, -7, 2,
    ]);
    expect(split.leftValue).toBeCloseTo(1, 12);
    expect(split.rightValue).toBeCloseTo(3.5, 12);
  });

  it('sends missing values to the side they resemble', () => {
    expect(like(-6)).toMatchObject({ bin: 0, missingLeft: true, missingSeen: true });
    expect(like(6)).toMatchObject({ bin: 0, missingLeft: false, missingSeen: true });
  });

  it('can part known from missing values', () => {
    expect(
      search(
        [
          [-4, 4],
          [-4, 4],
          [9, 4],
        ],
        true,
      ).split,
    ).toMatchObject({ bin: 1, missingLeft: false });
    expect(
      search(
        [
          [-4, 4],
          [9, 4],
        ],
        true,
      ).split,
    ).toMatchObject({ bin: 0, missingLeft: false });
  });

  it('says when the leaf has no missing value to learn from', () => {
    expect(
      search(
        [
          [-8, 4],
          [8, 4],
          [0, 0],
        ],
        true,
      ).split.missingSeen,
    ).toBe(false);
  });

  it('keeps enough rows and hessian on both sides, and asks for the least gain', () => {
    const bins = [
      [-9, 1],
      [1, 4],
      [2, 4],
    ] as const;
    expect(search(bins).split.bin).toBe(0);
    expect(search(bins, false, { minRowsPerLeaf: 2 }).split.bin).toBe(1);
    expect(search(bins, false, { minHessian: 1.5 }).split.bin).toBe(1);
    expect(search(bins, false, { minRowsPerLeaf: 6 })).toMatchObject({ found: false, split: { gain: 0 } });
    expect(search(bins, false, { minGain: 1000 }).found).toBe(false);
  });

  it('finds nothing where all bins are alike', () => {
    expect(
      search([
        [2, 2],
        [3, 3],
        [1, 1],
      ]).found,
    ).toBe(false);
  });

  it('obeys a monotone direction', () => {
    const falls = [
      [-4, 2],
      [4, 2],
    ] as const;
    expect(search(falls, false, { bounded: true }, -1).split.gain).toBeCloseTo(16, 10);
    expect(search(falls, false, { bounded: true }, 1).found).toBe(false);
  });

  it('beats every other threshold and side of missing values (brute force)', () => {
    const bin = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(bin, { minLength: 3, maxLength: 9 }), fc.integer({ min: 1, max: 6 }), (bins, minRowsPerLeaf) => {
        const { split } = search(bins, true, { minRowsPerLeaf });
        const known = bins.slice(0, -1);
        const last = bins[bins.length - 1];
        let best = 0;
        for (let cut = 0; cut < known.length; cut++) {
          for (const missingLeft of [true, false]) {
            const sides = [known.slice(0, cut + 1), known.slice(cut + 1)];
            sides[missingLeft ? 0 : 1].push(last);
            const [left, right] = sides.map((side) => [side.reduce((s, b) => s + b[0], 0), side.reduce((s, b) => s + b[1], 0)]);
            if (left[1] < minRowsPerLeaf || right[1] < minRowsPerLeaf) continue;
            best = Math.max(best, left[0] ** 2 / left[1] + right[0] ** 2 / right[1] - (left[0] + right[0]) ** 2 / (left[1] + right[1]));
          }
        }
        expect(split.gain).toBeCloseTo(best, 9);
      }),
    );
  });
});
