import { describe, expect, it } from 'vitest';
import { logit, random, sigmoid, tasks } from '../../core/index.js';
import { betaAt, calibratedContributions, calibratedMargins, calibrationBy, calibrationMethods, fitBeta, marginLoss } from './index.js';

/** Forecasts that are too sure of themselves, more so above than below. */
const stream = random(3, 'curves');
const honest = Float64Array.from({ length: 4000 }, () => 1.5 * stream.normal());
const y = honest.map((m) => (stream.uniform() < sigmoid(m) ? 1 : 0));
const margins = honest.map((m) => (m > 0 ? 3 * m : 1.2 * m));
const rows = { task: 'binary', classes: 1, y, margins } as const;
const lossBy = (method: Parameters<typeof calibrationBy>[0]): number =>
  marginLoss({ ...rows, margins: calibratedMargins(calibrationBy(method, rows), margins) });

describe('calibration by a method', () => {
  it('bends as far as the method may', () => {
    const [none, temperature, platt, beta, isotonic] = (['none', 'temperature', 'platt', 'beta', 'isotonic'] as const).map(lossBy);
    expect(none).toBe(marginLoss(rows));
    expect(temperature).toBeLessThan(none);
    expect(platt).toBeLessThan(temperature);
    expect(beta).toBeLessThan(platt - 0.001);
    expect(isotonic).toBeLessThan(platt - 0.001);
    expect(Object.keys(calibrationMethods)).toEqual(
      expect.arrayContaining(Object.keys(tasks).filter((task) => task in calibrationMethods)),
    );
  });

  it('of beta is the map of probabilities', () => {
    const map = calibrationBy('beta', rows);
    const fit = fitBeta(margins.map(sigmoid), y);
    for (const m of [-30, -3, -0.2, 0, 0.7, 4, 10])
      expect(calibratedMargins(map, Float64Array.of(m))[0]).toBeCloseTo(logit(betaAt(fit, sigmoid(m))), 9);
    // Where a probability is 1 in doubles, its log-odds still differ.
    const [far, further] = calibratedMargins(map, Float64Array.of(60, 80));
    expect(further).toBeGreaterThan(far);
  });

  it('of isotonic is the share of positives among neighbours, held off 0 and 1', () => {
    // Margins 0, 1 and 2, 3 are out of order: half of each pair is positive; 6 rows in all, so that a share of 1 is held at 7/8.
    const own = { task: 'binary', classes: 1, y: Float64Array.of(1, 0, 1, 0, 1, 1), margins: Float64Array.of(0, 1, 2, 3, 4, 5) } as const;
    const map = calibrationBy('isotonic', own);
    const at = (m: number): number => sigmoid(calibratedMargins(map, Float64Array.of(m))[0]);
    expect([at(-9), at(0), at(1), at(2.5)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect([at(4), at(99)].map((p) => Number(p.toFixed(12)))).toEqual([0.875, 0.875]);
    // Half way in log-odds between 0 and ln 7.
    expect(at(3.5)).toBeCloseTo(sigmoid(Math.log(7) / 2), 12);
    // JSON keeps it to the bit.
    expect(JSON.parse(JSON.stringify(map))).toEqual(map);
  });

  it('by a curve stretches contributions, so that they add up and keep their proportions', () => {
    const contributions = { base: Float64Array.of(-1), effects: Float64Array.of(0.5, 1.5, 2, -2, -0.25, 0) };
    for (const method of ['beta', 'isotonic'] as const) {
      const map = calibrationBy(method, rows);
      const { base, effects } = calibratedContributions(map, contributions, 2);
      const due = calibratedMargins(map, Float64Array.of(1, -1, -1.25));
      expect(base[0] + effects[0] + effects[1]).toBeCloseTo(due[0], 12);
      expect(base[0] + effects[2] + effects[3]).toBeCloseTo(due[1], 12);
      expect(base[0] + effects[4] + effects[5]).toBeCloseTo(due[2], 12);
      expect(effects[1]).toBeCloseTo(3 * effects[0], 12);
    }
  });
});
