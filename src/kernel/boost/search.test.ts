import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBooster, type FoundSplit, type LeafFacts } from './booster.js';
import type { PlanColumn, Precision, SplitSettings } from './plan.js';

type Bin = readonly [gradient: number, hessian: number];

const settings: SplitSettings = {
  l1: 0,
  l2: 0,
  minRowsPerLeaf: 1,
  minHessian: 0,
  catSmooth: 0,
  catL2: 0,
  maxCatThreshold: 32,
  maxCatToOneHot: 4,
  minDataPerGroup: 1,
};

interface Choices {
  readonly kernels?: 'wasm' | 'plain';
  readonly precision?: Precision;
  readonly missing?: boolean;
  readonly category?: boolean;
  readonly direction?: number;
  readonly settings?: Partial<SplitSettings>;
  readonly facts?: Partial<LeafFacts>;
}

/** Searches one column with a row in each bin. */
function searched(bins: readonly Bin[], choices: Choices = {}): FoundSplit | undefined {
  const { kernels = 'wasm', precision = 'double', missing = false, category = false, direction = 0 } = choices;
  const known = bins.length - (missing ? 1 : 0);
  const column: PlanColumn = {
    kind: category ? 'category' : 'number',
    size: bins.length,
    missing,
    direction,
    code: 0,
    lookup: category
      ? Uint16Array.from({ length: bins.length + 1 }, (_, i) => Math.max(0, i - 1))
      : Float64Array.from({ length: known }, (_, b) => (b === known - 1 ? Infinity : b + 0.5)),
    staged: category ? 'codes' : 'doubles',
  };
  const booster = openBooster(
    {
      rows: bins.length,
      columns: [column],
      leaves: 2,
      outputs: 1,
      precision,
      travels: false,
      bagged: false,
      threads: 1,
      histogramBytes: 1e6,
      settings: { ...settings, ...choices.settings },
    },
    kernels,
  );
  booster.stage(0).set(bins.map((_, b) => (missing && b === bins.length - 1 ? NaN : b)));
  void booster.bin(0, bins.length);
  for (let row = 0; row < bins.length; row++) booster.travel[2 * row] = row;
  booster.gradients(0).set(bins.flat());
  void booster.drawBag(false);
  void booster.load(0, { gradient: 1, hessian: 1 }, 1);
  const [gradient, hessian] = booster.rootSums();
  expect([gradient, hessian]).toEqual([0, 1].map((k) => bins.reduce((sum, b) => sum + b[k], 0)));
  booster.open(0).fill(1);
  const least = (choices.settings?.minRowsPerLeaf ?? 1) - 0.5;
  const shift = (gradient * gradient) / hessian;
  const sums = { gradient, hessian, rows: hessian, low: -Infinity, high: Infinity, leastHessian: least, shift, ...choices.facts };
  void booster.search(0, -1, [{ leaf: 0, slot: 0, sums }]);
  const found = booster.found(0);
  expect(booster.open(0)[0]).toBe(found === undefined ? 0 : 1);
  return found;
}

const both = ['wasm', 'plain'] as const;

describe.each(both)('a threshold: %s', (kernels) => {
  it.each(['double', 'pair'] as const)('works by hand, in %ss: bins with 2, 1 and 2 rows', (precision) => {
    // Left {0}: 16/2 + 36/3 = 20; left {0, 1}: 9/3 + 49/2 = 27.5; the unsplit leaf: 100/5 = 20.
    const bins = [
      [-4, 2],
      [1, 1],
      [-7, 2],
    ] as const;
    const found = searched(bins, { kernels, precision });
    expect(found).toMatchObject({ column: 0, bin: 1, leftGradient: -3, leftHessian: 3 });
    expect(found!.gain).toBeCloseTo(7.5, 10);
  });

  it('sends missing values to the side they resemble, or parts them from all others', () => {
    const like = (gradient: number): FoundSplit | undefined =>
      searched(
        [
          [-8, 4],
          [8, 4],
          [gradient, 3],
        ],
        { kernels, missing: true },
      );
    expect(like(-6)).toMatchObject({ bin: 0, missingLeft: true, missingSeen: true });
    expect(like(6)).toMatchObject({ bin: 0, missingLeft: false, missingSeen: true });
    const apart = [
      [-4, 4],
      [-4, 4],
      [9, 4],
    ] as const;
    expect(searched(apart, { kernels, missing: true })).toMatchObject({ bin: 1, missingLeft: false, leftGradient: -8 });
    expect(searched(apart.slice(1), { kernels, missing: true })).toMatchObject({ bin: 0, missingLeft: false });
  });

  it('keeps enough rows on both sides, and asks for the least gain', () => {
    const bins = [
      [-9, 1],
      [1, 4],
      [2, 4],
    ] as const;
    expect(searched(bins, { kernels })!.bin).toBe(0);
    expect(searched(bins, { kernels, settings: { minRowsPerLeaf: 2 } })!.bin).toBe(1);
    expect(searched(bins, { kernels, settings: { minRowsPerLeaf: 6 } })).toBeUndefined();
    expect(searched(bins, { kernels, facts: { shift: 1000 } })).toBeUndefined();
  });

  it('finds nothing where all bins are alike', () => {
    const alike = [
      [2, 2],
      [3, 3],
      [1, 1],
    ] as const;
    expect(searched(alike, { kernels })).toBeUndefined();
  });

  it('obeys a monotone direction, and a largest value', () => {
    const falls = [
      [-4, 2],
      [4, 2],
    ] as const;
    expect(searched(falls, { kernels, direction: -1 })!.gain).toBeCloseTo(16, 10);
    expect(searched(falls, { kernels, direction: 1 })).toBeUndefined();
    // Each side wants 2 and may have 1: 2 · 4 · 1 − 2 · 1 = 6.
    expect(searched(falls, { kernels, facts: { low: -1, high: 1 } })!.gain).toBeCloseTo(12, 10);
    expect(searched(falls, { kernels, settings: { l1: 1 } })!.gain).toBeCloseTo(9 / 2 + 9 / 2, 10);
  });

  it('beats every other threshold and side of missing values (brute force)', () => {
    const bin = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(bin, { minLength: 3, maxLength: 9 }), fc.integer({ min: 1, max: 6 }), (bins, minRowsPerLeaf) => {
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
        expect(searched(bins, { kernels, missing: true, settings: { minRowsPerLeaf } })?.gain ?? 0).toBeCloseTo(best, 9);
      }),
    );
  });
});

/** The best gain over every group of known levels that may go left. */
function bestOfAll(bins: readonly Bin[]): number {
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
    if (h >= 1 && hr >= 1) best = Math.max(best, (g * g) / h + (gr * gr) / hr - (total[0] * total[0]) / total[1]);
  }
  return best;
}

describe.each(both)('a group of categories: %s', (kernels) => {
  const of = (bins: readonly Bin[], more: Partial<SplitSettings> = {}): FoundSplit | undefined =>
    searched(bins, { kernels, category: true, settings: more });

  it('holds levels of like gradient; the rest goes right', () => {
    const found = of([
      [0, 4],
      [-8, 4],
      [7, 4],
      [-6, 4],
      [8, 4],
    ]);
    expect(found).toMatchObject({ column: 0, bin: -1 });
    expect([
      [1, 3],
      [2, 4],
    ]).toContainEqual([...found!.group].toSorted((a, b) => a - b));
  });

  it('is the best of all groups when nothing is missing (brute force)', () => {
    const bin = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(bin, { minLength: 5, maxLength: 8 }), (known) => {
        expect(of([[0, 0], ...known])?.gain ?? 0).toBeCloseTo(bestOfAll([[0, 0], ...known]), 9);
      }),
    );
  });

  it('is one level against the rest while levels are few', () => {
    const few: readonly Bin[] = [
      [0, 0],
      [-9, 3],
      [5, 3],
      [4, 3],
    ];
    expect([...of(few)!.group]).toEqual([1]);
  });

  it('needs rows: of a level, of the group, and of what is left', () => {
    const bins: readonly Bin[] = [
      [0, 9],
      [-9, 2],
      [-9, 6],
      [8, 6],
      [8, 6],
    ];
    expect([...of(bins)!.group].toSorted()).toEqual([1, 2]);
    expect([...of(bins, { catSmooth: 3 })!.group]).not.toContain(1);
    expect(of(bins, { minDataPerGroup: 30 })).toBeUndefined();
  });
});

describe.each(both)('a long list of categories: %s', (kernels) => {
  const list = (gradientOf: (bin: number) => number): readonly Bin[] => [
    [0, 1],
    ...Array.from({ length: 150 }, (_, i) => [gradientOf(i + 1), 1] as const),
  ];

  it.each(['double', 'pair'] as const)('of equal means the first bins are taken, in %ss', (precision) => {
    const found = searched(
      list((bin) => (bin % 2 === 1 ? -1 : 1)),
      { kernels, precision, category: true },
    );
    expect([...found!.group]).toEqual(Array.from({ length: 32 }, (_, i) => 2 * i + 1));
    // 32²/32 + 32²/119, with one bin of gradient 0 on the right; the unsplit leaf gains nothing.
    expect(found!.gain).toBeCloseTo(32 + 1024 / 119, 10);
  });

  it('that all have one mean is not split, and one far from all others is found', () => {
    const alike = { kernels, category: true, settings: { maxCatThreshold: 2 } };
    expect(
      searched(
        list(() => 0),
        alike,
      ),
    ).toBeUndefined();
    expect([
      ...searched(
        list((bin) => (bin === 77 ? 900 : 0)),
        alike,
      )!.group,
    ]).toEqual([77]);
  });
});
