import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { metricNamed } from '../metrics/index.js';
import type { Scored } from '../scored.js';
import { learningCurve } from './learning-curve.js';
import { noiseCeiling, residualsIn } from './noise.js';
import { fitPowerLaw } from './power-law.js';

describe('a power law', () => {
  it('is found again from points on it', () => {
    const law = (n: number): number => 3 + 20 * n ** -0.5;
    expect(fitPowerLaw([100, 200, 400, 800], [100, 200, 400, 800].map(law))(1600)).toBeCloseTo(law(1600), 10);
    const falling = (n: number): number => 0.9 - 2 * n ** -1.2;
    expect(fitPowerLaw([50, 100, 200], [50, 100, 200].map(falling))(400)).toBeCloseTo(falling(400), 10);
  });
});

/** Fits whose rmse is √(noise² + (bias·n^−½)²): two on each number of rows, each wrong in its own way. */
function fits(bias: number, rows: number, seed = 1) {
  const draw = random(seed, 'fits');
  const truth = Float64Array.from({ length: rows }, () => 5 * draw.normal());
  const y = truth.map((v) => v + draw.normal());
  const fit = (n: number): Scored => ({
    task: 'regression',
    classes: 1,
    y,
    scores: truth.map((v) => v + (bias / Math.sqrt(n)) * draw.normal()),
  });
  return [125, 250, 500].map((n) => ({ rows: n, fits: [fit(n), fit(n)] })).concat([{ rows: 1000, fits: [fit(1000)] }]);
}
const rmse = metricNamed('rmse');

describe('a learning curve', () => {
  it('says that more data would help where every doubling still brings something, and how much', () => {
    const curve = learningCurve(rmse, fits(30, 4000), { seed: 1 })!;
    expect(curve.verdict).toBe('would');
    const due = (n: number): number => Math.sqrt(1 + 900 / n);
    expect(curve.points.map((p) => p.rows)).toEqual([125, 250, 500, 1000]);
    for (const { rows, low, high } of [...curve.points, curve.expected]) expect([low < due(rows), due(rows) < high]).toEqual([true, true]);
    expect(curve.nextDoubling.value).toBeCloseTo(due(1000) - due(2000), 1);
  });

  it('says that it would not where the noise is reached', () => {
    const curve = learningCurve(rmse, fits(0.5, 4000), { seed: 1 })!;
    expect(curve.verdict).toBe('would not');
    expect(curve.nextDoubling.high).toBeLessThan(curve.worthwhile);
  });

  it('does not say that it would for less than is worth while, though it is beyond doubt', () => {
    const { verdict, nextDoubling, worthwhile } = learningCurve(rmse, fits(5, 4000), { seed: 1 })!;
    expect([nextDoubling.low > 0, nextDoubling.value < worthwhile, worthwhile < nextDoubling.high]).toEqual([true, true, true]);
    expect(verdict).toBe('cannot tell');
  });

  it('cannot tell from a few held-out rows', () => {
    expect(learningCurve(rmse, fits(8, 60), { seed: 1 })!.verdict).toBe('cannot tell');
  });

  it('means the same of a metric that is to rise', () => {
    const { lastDoubling, nextDoubling, expected, points } = learningCurve(metricNamed('r2'), fits(30, 2000), { seed: 1 })!;
    expect(lastDoubling.value).toBeGreaterThan(0);
    expect(expected.value).toBeCloseTo(points[3].value + nextDoubling.value, 12);
  });

  it('of two sizes there is none, nor of a metric without a value', () => {
    expect(learningCurve(rmse, fits(8, 60).slice(2), { seed: 1 })).toBeUndefined();
    const one: Scored = { task: 'binary', classes: 1, y: Float64Array.of(1, 1), scores: Float64Array.of(0.5, 0.6) };
    expect(
      learningCurve(
        metricNamed('auc'),
        [1, 2, 4].map((rows) => ({ rows, fits: [one] })),
        { seed: 1 },
      ),
    ).toBeUndefined();
  });
});

/** A wave with noise of variance 1, a model that knows the part of it, and the mean residual of the four nearest rows. */
function wave(known: number, seed: number, rows = 800) {
  const draw = random(seed, 'wave');
  const x = Float64Array.from({ length: rows }, () => draw.uniform()).toSorted();
  const signal = x.map((v) => 3 * Math.sin(6 * v));
  const y = signal.map((v) => v + draw.normal());
  const margins = signal.map((v) => known * v);
  const residuals = residualsIn({ task: 'regression', classes: 1, y, margins });
  const nearby = residuals.map((_, i) => {
    const around = [i - 2, i - 1, i + 1, i + 2].filter((j) => j >= 0 && j < rows);
    return around.reduce((sum, j) => sum + residuals[j], 0) / around.length;
  });
  return { task: 'regression', classes: 1, y, margins, nearby, seed } as const;
}

describe('the noise', () => {
  it('that was planted lies in the interval, whatever the model knows: in 18 of 20 draws at least', () => {
    for (const known of [0, 0.7, 1]) {
      const held = Array.from({ length: 20 }, (_, seed) => {
        const { rmse: bound } = noiseCeiling(wave(known, seed)).metrics;
        return bound.low <= 1.02 && bound.high >= 0.98;
      });
      expect(held.filter(Boolean).length, `known ${known}`).toBeGreaterThanOrEqual(18);
    }
  });

  it('is all of the error of a model that knows everything, and a part of that of one that knows nothing', () => {
    expect(noiseCeiling(wave(1, 3)).avoidable.low).toBe(0);
    const { avoidable, metrics } = noiseCeiling(wave(0, 3));
    expect(avoidable.low).toBeGreaterThan(0.6);
    expect(metrics['r2'].value).toBeGreaterThan(0.7);
  });

  it('of two classes is what the probabilities promise, worked by hand', () => {
    const margins = Float64Array.from({ length: 100 }, (_, i) => Math.log(i % 2 === 0 ? 4 : 1 / 4));
    const y = Float64Array.from({ length: 100 }, (_, i) => (i % 10 < 8 ? (i + 1) % 2 : i % 2));
    const found = noiseCeiling({ task: 'binary', classes: 1, y, margins, nearby: new Float64Array(100), seed: 1 });
    expect(found.metrics['accuracy'].value).toBeCloseTo(0.8, 12);
    expect(found.metrics['log_loss'].value).toBeCloseTo(-0.8 * Math.log(0.8) - 0.2 * Math.log(0.2), 12);
    expect(found.metrics['auc'].value).toBeCloseTo(0.8 * 0.8 + 0.5 * 2 * 0.8 * 0.2, 12);
    expect(found.metrics['brier'].value).toBeCloseTo(0.8 * 0.04 + 0.2 * 0.64, 12);
  });
});
