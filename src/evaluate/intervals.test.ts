import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../core/index.js';
import { metricIntervals, pairedInterval } from './intervals.js';
import { metricNamed, metricsOf } from './metrics/index.js';
import { forEachResample, resamplesFor, xoshiro128 } from './resample.js';
import type { Scored } from './scored.js';

const known = JSON.parse(readFileSync(new URL('./fixtures/intervals.json', import.meta.url), 'utf8')) as {
  xoshiro128: { state: [number, number, number, number]; words: number[] };
  delong: { y: number[]; a: number[]; b: number[]; auc: number; difference: number; se: number; seDifference: number };
};
const delong = known.delong;
const sampleOf = (scores: readonly number[]): Scored => ({
  task: 'binary',
  classes: 1,
  y: Float64Array.from(delong.y),
  scores: Float64Array.from(scores),
});
const halfWidth = ({ low, high }: { low: number; high: number }): number => (high - low) / 2 / 1.959964;

const drawn = (seed: number, resamples: number): number[][] => {
  const out: number[][] = [];
  forEachResample(new Float64Array(20).fill(1), { seed, resamples }, (w) => out.push([...w]));
  return out;
};

describe('resamples', () => {
  it('draw the words of xoshiro128**', () => {
    const word = xoshiro128(...known.xoshiro128.state);
    expect(known.xoshiro128.words.map(() => word())).toEqual(known.xoshiro128.words);
  });

  it('draw as many units as there are, each about once, whole units together', () => {
    const units = Int32Array.of(0, 0, 1, 2, 2, 2);
    const sums = new Float64Array(6);
    forEachResample(Float64Array.of(1, 2, 1, 1, 1, 1), { seed: 1, units, resamples: 3000 }, (w) => {
      expect(w[1]).toBe(2 * w[0]);
      expect(w[3] === w[4] && w[4] === w[5]).toBe(true);
      expect(w[0] + w[2] + w[3]).toBe(3);
      w.forEach((x, i) => (sums[i] += x / 3000));
    });
    for (const [i, due] of [1, 2, 1, 1, 1, 1].entries()) expect(sums[i] / due).toBeCloseTo(1, 1);
  });

  it('depend on the seed and their number alone', () => {
    expect(drawn(3, 5)).toEqual(drawn(3, 9).slice(0, 5));
    expect(drawn(4, 5)).not.toEqual(drawn(3, 5));
  });

  it('become fewer for many rows, never below 100', () => {
    expect([100, 20_000, 40_000, 1e7].map(resamplesFor)).toEqual([1000, 1000, 500, 100]);
  });
});

describe('intervals', () => {
  it("have DeLong's width for the AUC, and for the paired difference of two", () => {
    const [a, b] = [sampleOf(delong.a), sampleOf(delong.b)];
    const { auc } = metricIntervals([metricNamed('auc')], a, { seed: 7 });
    expect(auc.value).toBeCloseTo(delong.auc, 9);
    expect(halfWidth(auc) / delong.se).toBeGreaterThan(0.93);
    expect(halfWidth(auc) / delong.se).toBeLessThan(1.07);
    const paired = pairedInterval(metricNamed('auc'), b, a, { seed: 7 });
    expect(paired.value).toBeCloseTo(delong.difference, 9);
    expect(halfWidth(paired) / delong.seDifference).toBeGreaterThan(0.93);
    expect(halfWidth(paired) / delong.seDifference).toBeLessThan(1.07);
  });

  it('hold the value, for every metric and size, and repeat by seed', () => {
    for (const rows of [3, 10, 400]) {
      const sample = {
        ...sampleOf(delong.a),
        y: Float64Array.from(delong.y.slice(0, rows)),
        scores: Float64Array.from(delong.a.slice(0, rows)),
      };
      const found = metricIntervals(metricsOf('binary'), sample, { seed: 1, resamples: 100 });
      for (const [name, { value, low, high }] of Object.entries(found))
        expect(low <= value && value <= high, `${name} of ${rows}`).toBe(true);
      expect(metricIntervals(metricsOf('binary'), sample, { seed: 1, resamples: 100 })).toEqual(found);
    }
  });

  it('cover the truth about as often as they say', () => {
    const stream = random(5, 'coverage');
    let covered = 0;
    for (let round = 0; round < 300; round++) {
      const y = Float64Array.from({ length: 80 }, () => stream.normal());
      const sample: Scored = { task: 'regression', classes: 1, y, scores: new Float64Array(80) };
      const { rmse } = metricIntervals([metricNamed('rmse')], sample, { seed: round, resamples: 300 });
      if (rmse.low <= 1 && 1 <= rmse.high) covered++;
    }
    expect(covered / 300).toBeGreaterThan(0.88);
    expect(covered / 300).toBeLessThan(0.98);
  });

  it('of many rows are normal: 1.96 standard errors to either side', () => {
    const stream = random(6, 'many');
    const y = Float64Array.from({ length: 60_000 }, () => stream.normal());
    const { mae, rmse } = metricIntervals(
      metricsOf('regression'),
      { task: 'regression', classes: 1, y, scores: new Float64Array(y.length) },
      { seed: 2 },
    );
    expect(mae.value - mae.low).toBeCloseTo(mae.high - mae.value, 12);
    const due = Math.sqrt((1 - 2 / Math.PI) / y.length);
    expect(Math.abs(halfWidth(mae) / due - 1)).toBeLessThan(0.1);
    expect(rmse.low < 1 && 1 < rmse.high).toBe(true);
  });

  it('are wider when rows come in units that are alike', () => {
    const stream = random(8, 'units');
    const mean = Array.from({ length: 40 }, () => stream.normal());
    const units = Int32Array.from({ length: 400 }, (_, i) => i % 40);
    const y = Float64Array.from(units, (u) => mean[u] + 0.1 * stream.normal());
    const sample: Scored = { task: 'regression', classes: 1, y, scores: new Float64Array(400) };
    const [alone, together] = [
      metricIntervals([metricNamed('mae')], sample, { seed: 1 }),
      metricIntervals([metricNamed('mae')], sample, { seed: 1, units }),
    ];
    expect(halfWidth(together.mae) / halfWidth(alone.mae)).toBeGreaterThan(2);
  });

  it('do not call a perfect score on few rows certain', () => {
    const perfect: Scored = {
      task: 'binary',
      classes: 1,
      y: Float64Array.of(0, 0, 0, 1, 1, 1),
      scores: Float64Array.of(0.1, 0.1, 0.1, 0.9, 0.9, 0.9),
    };
    const found = metricIntervals([metricNamed('auc'), metricNamed('accuracy')], perfect, { seed: 1 });
    expect(found.auc).toEqual({ value: 1, low: 1 - (1 - 0.05 ** (1 / 3)), high: 1 });
    expect(found.accuracy.low).toBeCloseTo(6 / (6 + 1.959963984540054 ** 2), 9);
  });

  it('leave out what is undefined', () => {
    const one: Scored = { task: 'binary', classes: 1, y: Float64Array.of(1, 1), scores: Float64Array.of(0.1, 0.9) };
    expect(Object.keys(metricIntervals([metricNamed('auc'), metricNamed('brier')], one, { seed: 1 }))).toEqual(['brier']);
    expect(pairedInterval(metricNamed('auc'), one, one, { seed: 1 }).value).toBeNaN();
  });

  it('paired: positive is better for losses too, and equal models differ by nothing', () => {
    const [a, b] = [sampleOf(delong.a), sampleOf(delong.a.map((p, i) => (delong.y[i] === 1 ? p ** 2 : p)))];
    expect(pairedInterval(metricNamed('log_loss'), a, b, { seed: 1 }).low).toBeGreaterThan(0);
    expect(pairedInterval(metricNamed('log_loss'), a, a, { seed: 1 })).toEqual({ value: 0, low: 0, high: 0 });
  });
});
