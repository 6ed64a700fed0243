import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random, sigmoid } from '../../core/index.js';
import { scored } from '../scored.js';
import {
  calibratedContributions,
  calibratedMargins,
  calibrationSummary,
  fitCalibration,
  identityCalibration,
  marginLoss,
  reliability,
} from './index.js';

interface Case {
  name: string;
  task: 'binary' | 'multiclass';
  classes: number;
  y: number[];
  margins: number[];
  weights: number[];
  scale: number;
  shift?: number;
  sklearn?: [number, number];
}
const cases = JSON.parse(readFileSync(new URL('../fixtures/calibration.json', import.meta.url), 'utf8')) as Case[];

describe('affine calibration', () => {
  for (const one of cases) {
    it(`finds the minimum of scipy: ${one.name}`, () => {
      const rows = {
        ...one,
        y: Float64Array.from(one.y),
        margins: Float64Array.from(one.margins),
        weights: Float64Array.from(one.weights),
      };
      const { scale, shift } = fitCalibration(rows);
      expect(Math.abs(scale / one.scale - 1)).toBeLessThan(1e-5);
      if (one.shift !== undefined) expect(Math.abs(shift[0] - one.shift)).toBeLessThan(1e-5 * Math.max(1, Math.abs(one.shift)));
      if (one.sklearn) expect(Math.abs(scale - one.sklearn[0]) + Math.abs(shift[0] - one.sklearn[1])).toBeLessThan(1e-3);
      if (one.name !== 'separable')
        expect(marginLoss({ ...rows, margins: calibratedMargins({ scale, shift }, rows.margins) })).toBeLessThan(marginLoss(rows));
    });
  }

  it('undoes a known exaggeration', () => {
    const stream = random(1, 'calibration');
    const honest = Float64Array.from({ length: 40_000 }, () => 1.5 * stream.normal() - 1);
    const y = honest.map((m) => (stream.uniform() < sigmoid(m) ? 1 : 0));
    const { scale, shift } = fitCalibration({ task: 'binary', classes: 1, y, margins: honest.map((m) => 3 * m + 2) });
    expect(Math.abs(scale - 1 / 3)).toBeLessThan(0.02);
    expect(Math.abs(shift[0] + 2 / 3)).toBeLessThan(0.06);
  });

  it('gives the base rate to a model that ranks upside down', () => {
    const y = Float64Array.of(1, 1, 1, 0, 0, 0);
    expect(fitCalibration({ task: 'binary', classes: 1, y, margins: Float64Array.of(-2, -1, -3, 2, 1, 3) })).toEqual({
      scale: 0,
      shift: [0],
    });
  });

  it('keeps contributions exact', () => {
    const calibration = { scale: 0.5, shift: [0.25, -1] };
    const contributions = { base: Float64Array.of(1, 2), effects: Float64Array.of(0.5, -0.25, 3, 1) };
    const margins = Float64Array.of(1 + 0.5 - 0.25, 2 + 3 + 1);
    const { base, effects } = calibratedContributions(calibration, contributions, 2);
    const summed = [base[0] + effects[0] + effects[1], base[1] + effects[2] + effects[3]];
    expect(summed).toEqual([...calibratedMargins(calibration, margins)]);
    expect(calibratedMargins(identityCalibration(2), margins)).toEqual(margins);
    expect(calibratedMargins(calibration, margins, margins)).toBe(margins);
    expect([...margins]).toEqual(summed);
  });
});

describe('reliability', () => {
  it('bins rows of like forecast, worked by hand', () => {
    const sample = { task: 'binary', classes: 1, y: Float64Array.of(0, 1, 1, 1), scores: Float64Array.of(0.1, 0.1, 0.6, 0.8) } as const;
    const bins = reliability(sample, 2);
    expect(bins.map(({ from, to, rows, came }) => [from, to, rows, came])).toEqual([
      [0.1, 0.1, 2, 0.5],
      [0.6, 0.8, 2, 1],
    ]);
    expect(bins[1].forecast).toBeCloseTo(0.7, 12);
    for (const { came, low, high } of bins) expect(low <= came && came <= high).toBe(true);
  });

  it('keeps every row, never splits equal forecasts, weighs rows', () => {
    const stream = random(2, 'bins');
    const scores = Float64Array.from({ length: 500 }, () => Math.round(stream.uniform() * 20) / 20);
    const weights = scores.map(() => stream.uniform());
    const bins = reliability({ task: 'binary', classes: 1, y: scores.map((p) => (stream.uniform() < p ? 1 : 0)), scores, weights });
    expect(bins.length).toBeGreaterThan(5);
    expect(bins.length).toBeLessThanOrEqual(10);
    expect(bins.reduce((sum, b) => sum + b.rows, 0)).toBeCloseTo(
      weights.reduce((sum, w) => sum + w, 0),
      9,
    );
    for (let i = 1; i < bins.length; i++) expect(bins[i].from).toBeGreaterThan(bins[i - 1].to);
  });

  it('multiclass judges the called class', () => {
    const sample = {
      task: 'multiclass',
      classes: 3,
      y: Float64Array.of(0, 2),
      scores: Float64Array.of(0.5, 0.3, 0.2, 0.2, 0.7, 0.1),
    } as const;
    expect(reliability(sample).map(({ forecast, came }) => [forecast, came])).toEqual([
      [0.5, 1],
      [0.7, 0],
    ]);
  });

  it('sums up slope and intercept: about 1 and 0 when honest, slope below 1 when too sure', () => {
    const stream = random(4, 'summary');
    const honest = Float64Array.from({ length: 5000 }, () => 2 * stream.normal());
    const y = honest.map((m) => (stream.uniform() < sigmoid(m) ? 1 : 0));
    const fair = calibrationSummary(scored('binary', 1, y, honest), honest);
    expect(Math.abs(fair.slope - 1)).toBeLessThan(0.1);
    expect(Math.abs(fair.intercept!)).toBeLessThan(0.15);
    const sure = honest.map((m) => 2 * m);
    expect(calibrationSummary(scored('binary', 1, y, sure), sure).slope).toBeLessThan(0.6);
  });
});
