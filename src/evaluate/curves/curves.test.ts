import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { auc } from '../metrics/auc.js';
import { metricValue } from '../metrics/index.js';
import type { Scored } from '../scored.js';
import { drawnRows, histogram, rankingCurve, residualsOf } from './index.js';
import { thinned } from './thin.js';

const stream = random(1, 'curves');
const y = Float64Array.from({ length: 3000 }, () => (stream.uniform() < 0.2 ? 1 : 0));
const sample: Scored = { task: 'binary', classes: 1, y, scores: y.map((v) => 1 / (1 + Math.exp(-v - stream.normal()))) };

describe('ranking curve', () => {
  it('worked by hand: ties are one point', () => {
    const tiny: Scored = { task: 'binary', classes: 1, y: Float64Array.of(1, 0, 1, 0), scores: Float64Array.of(0.9, 0.4, 0.4, 0.1) };
    expect(rankingCurve(tiny)).toEqual([
      { threshold: 1 + Number.EPSILON, called: 0, truePositiveRate: 0, falsePositiveRate: 0, precision: null },
      { threshold: 0.9, called: 0.25, truePositiveRate: 0.5, falsePositiveRate: 0, precision: 1 },
      { threshold: 0.4, called: 0.75, truePositiveRate: 1, falsePositiveRate: 0.5, precision: 2 / 3 },
      { threshold: 0.1, called: 1, truePositiveRate: 1, falsePositiveRate: 1, precision: 0.5 },
    ]);
  });

  it('is thinned to 200 points with exact ends, and keeps the area', () => {
    const curve = rankingCurve(sample);
    expect(curve.length).toBeLessThanOrEqual(200);
    expect(curve.length).toBeGreaterThan(150);
    expect(curve.at(-1)).toMatchObject({ called: 1, truePositiveRate: 1, falsePositiveRate: 1 });
    let area = 0;
    for (let i = 1; i < curve.length; i++) {
      area +=
        ((curve[i].falsePositiveRate - curve[i - 1].falsePositiveRate) * (curve[i].truePositiveRate + curve[i - 1].truePositiveRate)) / 2;
    }
    expect(Math.abs(area - metricValue(auc, sample))).toBeLessThan(0.002);
  });

  it('is empty for rows of one class', () => {
    expect(rankingCurve({ ...sample, y: sample.y.map(() => 1) })).toEqual([]);
  });
});

it('thinning keeps both ends, order and the bound', () => {
  const points = Array.from({ length: 1000 }, (_, i) => i * i);
  const kept = thinned(points, (p) => p, 50);
  expect(kept.length).toBeLessThanOrEqual(50);
  expect([kept[0], kept.at(-1)]).toEqual([0, 999 * 999]);
  expect(kept.every((p, i) => i === 0 || p > kept[i - 1])).toBe(true);
  expect(thinned([3, 1], (p) => p, 5)).toEqual([3, 1]);
});

it('histograms count every value once, the last bin with its end', () => {
  expect(histogram([0, 0.1, 0.5, 1], 2, undefined, [0, 1])).toEqual({ low: 0, width: 0.5, counts: [2, 2] });
  expect(histogram([1, 2, 3], 2, [1, 0, 5])).toEqual({ low: 1, width: 1, counts: [1, 5] });
  expect(histogram([4, 4], 10)).toEqual({ low: 3.5, width: 1, counts: [2] });
  expect(histogram([], 3)).toEqual({ low: 0, width: 1, counts: [] });
  expect(histogram([-1, 0.5, 2], 1, undefined, [0, 1]).counts).toEqual([1]);
});

describe('residuals', () => {
  it('worked by hand', () => {
    const found = residualsOf(Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(2, 2, 2, 2, 7), 1, Float64Array.of(1, 1, 1, 1, 0));
    expect(found.bias).toBe(-0.5);
    expect(found.quantiles).toMatchObject({ p25: -1, p50: 0, p75: 1 });
    expect(found.points).toEqual([
      [2, 1],
      [2, 2],
      [2, 3],
      [2, 4],
      [7, 5],
    ]);
    expect(found.byPredicted).toEqual(found.points);
  });

  it('bounds the points and draws them evenly by the seed', () => {
    expect(drawnRows(10, 20, 1)).toEqual([...Array(10).keys()]);
    const drawn = drawnRows(10_000, 500, 1);
    expect(drawn).toHaveLength(500);
    expect(drawn.every((row, i) => i === 0 || row > drawn[i - 1])).toBe(true);
    expect(Math.abs(drawn.reduce((sum, row) => sum + row, 0) / 500 - 5000)).toBeLessThan(500);
    expect(drawnRows(10_000, 500, 2)).not.toEqual(drawn);
  });

  it('averages tenths of the rows by what was predicted', () => {
    const predicted = Float64Array.from({ length: 100 }, (_, i) => 99 - i);
    const { byPredicted } = residualsOf(
      predicted.map((p) => p + 1),
      predicted,
      1,
    );
    expect(byPredicted[0]).toEqual([4.5, 5.5]);
    expect(byPredicted).toHaveLength(10);
  });
});
