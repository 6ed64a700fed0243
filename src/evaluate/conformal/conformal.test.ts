import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import {
  conformalQuantile,
  conformalRank,
  coverageOf,
  intervalsAt,
  intervalScores,
  leastConformalRows,
  rowsBySegment,
  segmentThresholds,
  setsAt,
  setScores,
  thresholdsOf,
} from './index.js';

const peer = JSON.parse(readFileSync(new URL('fixtures/conformal.json', import.meta.url), 'utf8'));
const floats = (values: readonly number[]): Float64Array => Float64Array.from(values);
const filled = (rows: number, value: number): Float64Array => new Float64Array(rows).fill(value);

function expectNear(got: ArrayLike<number>, due: readonly number[]): void {
  expect(got.length).toBe(due.length);
  due.forEach((value, i) => expect(Math.abs(got[i] - value)).toBeLessThan(1e-9));
}

describe('the conformal quantile', () => {
  it('is the ⌈(n + 1) · level⌉-th smallest, whatever the product rounds to', () => {
    expect([conformalRank(9, 0.9), conformalRank(10, 0.9), conformalRank(99, 0.55), conformalRank(99, 0.07)]).toEqual([9, 10, 55, 7]);
    const scores = Float64Array.from({ length: 99 }, (_, i) => 99 - i);
    expect([0.55, 0.9, 0.99].map((level) => conformalQuantile(scores, level))).toEqual([55, 90, 99]);
    expect(conformalQuantile(scores, 0.995)).toBe(Infinity);
  });

  it('needs level / (1 − level) rows', () => {
    expect([0.5, 0.8, 0.9, 0.95, 0.99].map(leastConformalRows)).toEqual([1, 4, 9, 19, 99]);
    for (const level of [0.5, 0.8, 0.9, 0.95, 0.99]) {
      const least = leastConformalRows(level);
      expect(conformalRank(least, level)).toBeLessThanOrEqual(least);
      expect(conformalRank(least - 1, level)).toBeGreaterThan(least - 1);
    }
  });

  it('takes ties as they are, and refuses what is no number', () => {
    expect(conformalQuantile(floats([2, 2, 2, 2, 1]), 0.5)).toBe(2);
    expect(() => conformalQuantile(floats([1, NaN]), 0.5)).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_NOT_FINITE', params: expect.objectContaining({ row: 1 }) }),
    );
    for (const level of [0, 1, -0.1, 90, NaN])
      expect(() => conformalQuantile(floats([1]), level)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_COVERAGE_LEVEL' }));
  });

  it('with weights lets the new row weigh as much as the heaviest', () => {
    const scores = floats([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(conformalQuantile(scores, 0.9, filled(9, 0.3))).toBe(9);
    expect(conformalQuantile(scores, 0.5, floats([4, 1, 1, 1, 1, 1, 1, 1, 1]))).toBe(5);
    expect(conformalQuantile(scores, 0.9, floats([1, 1, 1, 1, 1, 1, 1, 1, 4]))).toBe(Infinity);
    expect(() => conformalQuantile(scores, 0.9, floats([1, 2]))).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  });

  it('property: holds at least its share of any scores that come in any order alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 40 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (all, level) => {
          const within = all.filter((score, i) => score <= conformalQuantile(floats(all.toSpliced(i, 1)), level));
          expect(within.length / all.length).toBeGreaterThanOrEqual(level - 1e-9);
        },
      ),
    );
  });
});

describe('intervals', () => {
  const { predicted, scale, y, bins, fresh, freshScale, freshBins, levels, intervals } = peer.regression;

  it.each(['plain', 'scaled', 'mondrian'])('are those of crepes: %s', (kind) => {
    const [own, then] = kind === 'plain' ? [{}, {}] : [{ scale: floats(scale) }, { scale: floats(freshScale) }];
    const scores = intervalScores(floats(y), { from: floats(predicted), to: floats(predicted), ...own });
    const [codes, freshCodes] = kind === 'mondrian' ? [Int32Array.from(bins), Int32Array.from(freshBins)] : [];
    levels.forEach((level: number, l: number) => {
      const thresholds = segmentThresholds(scores, codes, 2, { level });
      const base = { from: floats(fresh), to: floats(fresh), ...then };
      const { low, high } = intervalsAt(base, thresholdsOf(thresholds, freshCodes, fresh.length));
      expectNear(
        low,
        intervals[kind][l].map((pair: number[]) => pair[0]),
      );
      expectNear(
        high,
        intervals[kind][l].map((pair: number[]) => pair[1]),
      );
    });
  });

  it("of conformalised quantiles are MAPIE's", () => {
    const q = peer.quantiles;
    const scores = intervalScores(floats(q.y), { from: floats(q.low), to: floats(q.high) });
    const threshold = conformalQuantile(scores, q.level);
    const { low, high } = intervalsAt({ from: floats(q.freshLow), to: floats(q.freshHigh) }, filled(q.freshLow.length, threshold));
    expectNear(
      low,
      q.intervals.map((pair: number[]) => pair[0]),
    );
    expectNear(
      high,
      q.intervals.map((pair: number[]) => pair[1]),
    );
  });

  it('of crossed quantiles are in order, and hold the point that is given', () => {
    const base = { from: floats([4, 4]), to: floats([2, 2]) };
    expect(intervalScores(floats([5, 3]), base)).toEqual(floats([1, -1]));
    expect(intervalsAt(base, floats([1, -0.5]), floats([3, 9]))).toEqual({ low: floats([1, 2.5]), high: floats([5, 9]) });
  });

  it('property: hold a truth exactly when the threshold reaches its score', () => {
    const whole = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(whole, whole, whole, fc.integer({ min: -3, max: 60 }), (y, a, b, q) => {
        const base = { from: floats([a]), to: floats([b]), scale: floats([2]) };
        const [score] = intervalScores(floats([y]), base);
        const { low, high } = intervalsAt(base, floats([q]));
        expect(low[0] <= y && y <= high[0]).toBe(score <= q);
      }),
    );
  });
});

describe('sets of labels', () => {
  const { p, y, own, fresh, labels, levels, penalty, free, found } = peer.classes;
  const rows = fresh.length / labels;
  const called = Array.from({ length: rows }, (_, i) => {
    const row: number[] = fresh.slice(i * labels, (i + 1) * labels);
    return row.indexOf(Math.max(...row));
  });
  const withCalled = (sets: number[][]): number[] => sets.flatMap((row, i) => row.with(called[i], 1));

  it("by lac are MAPIE's, with the called label in each", () => {
    const scores = setScores('lac', floats(p), floats(y), labels);
    levels.forEach((level: number, l: number) => {
      const sets = setsAt('lac', floats(fresh), filled(rows, conformalQuantile(scores, level)), labels);
      expect([...sets]).toEqual(withCalled(found.lac[l]));
    });
  });

  it.each([
    ['aps', 'aps', {}],
    ['apsDrawn', 'aps', {}],
    ['raps', 'raps', { penalty, free }],
  ] as const)('%s have the scores and the sets of the formula', (name, method, options) => {
    const scores = setScores(method, floats(p), floats(y), labels, { ...options, ...(name === 'apsDrawn' ? { own: floats(own) } : {}) });
    expectNear(scores, found[name].scores);
    levels.forEach((level: number, l: number) => {
      const sets = setsAt(method, floats(fresh), filled(rows, conformalQuantile(scores, level)), labels, options);
      expect([...sets]).toEqual(withCalled(found[name].sets[l]));
    });
  });

  it('are never empty, and take equal probabilities in the order of the labels', () => {
    expect(setsAt('lac', floats([0.4, 0.4, 0.2]), floats([0.1]), 3)).toEqual(Uint8Array.of(1, 0, 0));
    expect(setScores('aps', floats([0.4, 0.4, 0.2, 0.4, 0.4, 0.2]), floats([0, 1]), 3)).toEqual(floats([0.4, 0.8]));
  });
});

describe('thresholds by segment', () => {
  it('know their rows, ascending, and last those of none', () => {
    expect(rowsBySegment(Int32Array.of(1, -1, 0, 1), 3)).toEqual([
      Int32Array.of(2),
      Int32Array.of(0, 3),
      new Int32Array(0),
      Int32Array.of(1),
    ]);
    expect(rowsBySegment(undefined, 0)).toEqual([new Int32Array(0)]);
  });

  const scores = Float64Array.from({ length: 130 }, (_, i) => i);
  const segments = Int32Array.from(scores, (_, i) => (i < 60 ? 0 : i < 100 ? 1 : -1));

  it('are of their own rows where there are enough, else those of all', () => {
    const found = segmentThresholds(scores, segments, 2, { level: 0.9 });
    expect(found).toEqual({ all: 117, segments: [54, null] });
    expect(thresholdsOf(found, Int32Array.of(0, 1, -1), 3)).toEqual(floats([54, 117, 117]));
    expect(segmentThresholds(scores, segments, 2, { level: 0.9, leastRows: 40 }).segments).toEqual([54, 96]);
    expect(segmentThresholds(scores, segments, 2, { level: 0.99 }).segments).toEqual([null, null]);
    const uneven = scores.map((_, i) => (i === 0 ? 20 : 1));
    expect(segmentThresholds(scores, segments, 2, { level: 0.9, weights: uneven }).segments).toEqual([null, null]);
  });

  it('keep the promise in each segment where one threshold for all does not', () => {
    const stream = random(5, 'segments');
    const draw = (rows: number) => {
      const codes = Int32Array.from({ length: rows }, () => stream.int(2));
      return { codes, y: Float64Array.from(codes, (code) => (code === 0 ? 1 : 10) * stream.normal()) };
    };
    const zeros = (rows: number) => ({ from: filled(rows, 0), to: filled(rows, 0) });
    const [known, next] = [draw(4000), draw(4000)];
    const thresholds = segmentThresholds(intervalScores(known.y, zeros(4000)), known.codes, 2, { level: 0.9 });
    const shareIn = (segment: number, q: Float64Array): number => {
      const { low, high } = intervalsAt(zeros(4000), q);
      const own = next.y.filter((_, i) => next.codes[i] === segment);
      return next.y.filter((v, i) => next.codes[i] === segment && low[i] <= v && v <= high[i]).length / own.length;
    };
    for (const segment of [0, 1]) expect(Math.abs(shareIn(segment, thresholdsOf(thresholds, next.codes, 4000)) - 0.9)).toBeLessThan(0.02);
    expect(shareIn(0, filled(4000, thresholds.all))).toBe(1);
    expect(shareIn(1, filled(4000, thresholds.all))).toBeLessThan(0.85);
  });
});

describe('coverage', () => {
  it('is the share within, with its interval, and the mean width', () => {
    const within = Float64Array.from({ length: 100 }, (_, i) => (i < 90 ? 1 : 0));
    const { rows, coverage, width } = coverageOf({ within, width: filled(100, 3) }, { seed: 1 });
    expect([rows, coverage.value, width]).toEqual([100, 0.9, { value: 3, low: 3, high: 3 }]);
    expect([coverage.low, coverage.high].map((end) => Number(end.toFixed(4)))).toEqual([0.8256, 0.9448]);
  });

  it('weighs rows, draws whole units, and counts sets of one label', () => {
    const within = floats([1, 0, 1, 1]);
    const sized = coverageOf({ within, size: floats([1, 2, 1, 3]), weights: floats([1, 3, 1, 1]) }, { seed: 1 });
    expect([sized.coverage.value, sized.size?.value, sized.single?.value]).toEqual([0.5, 11 / 6, 1 / 3]);
    const units = coverageOf({ within }, { seed: 1, units: Int32Array.of(0, 0, 0, 0) });
    expect(units.coverage).toEqual({ value: 0.75, low: 0.75, high: 0.75 });
    expect(coverageOf({ within: new Float64Array(0) }, { seed: 1 })).toMatchObject({ rows: 0, coverage: { low: 0, high: 1 } });
  });
});
