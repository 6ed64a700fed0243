import { describe, expect, it } from 'vitest';
import { canonicalJson, random, sigmoid, type Json } from '../core/index.js';
import { evaluate, type EvaluateInput } from './evaluate.js';
import { metricNamed, metricValue } from './metrics/index.js';
import { scored } from './scored.js';

const rows = 600;
const stream = random(9, 'evaluate');
const signal = Float64Array.from({ length: rows }, () => stream.normal());
const y = signal.map((s) => (stream.uniform() < sigmoid(2 * s - 1) ? 1 : 0));
const binary: EvaluateInput = {
  task: 'binary',
  classes: 1,
  y,
  margins: signal.map((s) => 2 * s - 1),
  baseline: new Float64Array(rows).fill(-0.7),
  labels: ['No', 'Yes'],
  payoff: { act: 'call', cost: 1, valueIfRight: 4 },
  slices: [{ name: 'first half', mask: signal.map((_, i) => (i < 300 ? 1 : 0)) }],
  seed: 7,
  resamples: 200,
};

describe('binary', () => {
  const found = evaluate(binary);
  it('is plain JSON with finite numbers, and the same for the same input', () => {
    expect(JSON.parse(canonicalJson(found as unknown as Json))).toEqual(found);
    expect(evaluate(binary)).toEqual(found);
  });

  it('has every metric beside the baseline, and says how much better it is', () => {
    const sample = scored('binary', 1, y, binary.margins);
    for (const [name, { value, low, high }] of Object.entries(found.metrics)) {
      expect(value, name).toBe(metricValue(metricNamed(name), sample));
      expect(low <= value && value <= high, name).toBe(true);
    }
    expect(Object.keys(found.baseline)).toEqual(Object.keys(found.metrics));
    expect(found.baseline['auc'].value).toBe(0.5);
    expect(found.skill!.metric).toBe('log_loss');
    expect(found.skill!.value).toBeCloseTo(found.baseline['log_loss'].value - found.metrics['log_loss'].value, 12);
    expect(found.skill!.low).toBeGreaterThan(0);
  });

  it('decides by the money, and shows curves, calibration, scores and slices', () => {
    expect(found.money).toMatchObject({ threshold: 0.25, breakEven: 0.25, act: 'call' });
    expect(found.confusion).toMatchObject({ labels: ['No', 'Yes'], threshold: 0.25 });
    expect(found.calibration!.bins).toHaveLength(10);
    expect(Math.abs(found.calibration!.slope - 1)).toBeLessThan(0.35);
    expect(found.ranking!.at(-1)).toMatchObject({ called: 1 });
    const counted = [found.scores!.negative, found.scores!.positive].map((h) => h.counts.reduce((sum, n) => sum + n, 0));
    expect(counted).toEqual([rows - y.reduce((s, v) => s + v, 0), y.reduce((s, v) => s + v, 0)]);
    expect(found.slices[0]).toMatchObject({ name: 'first half', rows: 300 });
    expect(Object.keys(found.slices[0].metrics)).toEqual(['log_loss', 'auc']);
  });

  it('counts calls and groups as the rule decides, where more than a threshold does', () => {
    const half = {
      column: 'half',
      columns: ['half'],
      groups: ['a', 'b'],
      codes: Int32Array.from({ length: rows }, (_, i) => Number(i < 300)),
    };
    const limited = evaluate({ ...binary, deciding: { limit: { acts: 5, of: 100 } }, groups: [half] });
    const acted = (limited.confusion!.counts[0][1] + limited.confusion!.counts[1][1]) / rows;
    expect(acted).toBe(0.05);
    expect(limited.confusion).not.toHaveProperty('threshold');
    const selected = limited.fairness![0].groups.reduce((sum, { share, figures }) => sum + share * figures['selection_rate'].value, 0);
    expect(selected).toBeCloseTo(0.05, 12);
    // Only the second half has amounts worth its cost: nobody of the first is selected, however likely.
    const byRow = { ...binary.payoff!, valueIfRight: Float64Array.from({ length: rows }, (_, i) => (i < 300 ? 0.5 : 4)) };
    const { fairness } = evaluate({ ...binary, payoff: byRow, deciding: { policy: 'expected_value' }, groups: [half] });
    const rates = fairness![0].groups.map(({ name, figures }) => [name, figures['selection_rate'].value > 0]);
    expect(rates).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('takes chosen metrics, a threshold and a metric to go by', () => {
    const own = evaluate({ ...binary, metrics: ['auc', 'f1'], by: 'auc', threshold: 0.6 });
    expect(Object.keys(own.metrics)).toEqual(['auc', 'f1']);
    expect(own.skill!.metric).toBe('auc');
    expect([own.money!.threshold, own.confusion!.threshold]).toEqual([0.6, 0.6]);
    expect(own.metrics['f1'].value).toBe(found.metrics['f1'].value);
    expect(() => evaluate({ ...binary, metrics: ['aoc'] })).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_METRIC_UNKNOWN' }));
  });

  it('says why a figure is missing when all rows are of one class', () => {
    const one = evaluate({ ...binary, y: new Float64Array(rows), slices: [] });
    expect(one.omitted).toMatchObject({
      auc: expect.stringContaining('one class'),
      average_precision: expect.stringContaining('one class'),
    });
    expect(one.metrics).not.toHaveProperty('auc');
    expect(one.metrics).toHaveProperty('log_loss');
    expect(one.ranking).toEqual([]);
    expect(() => canonicalJson(one as unknown as Json)).not.toThrow();
  });

  it('survives a single row and refuses none', () => {
    const single = evaluate({ task: 'binary', classes: 1, y: Float64Array.of(1), margins: Float64Array.of(0.3), seed: 1, resamples: 50 });
    expect(() => canonicalJson(single as unknown as Json)).not.toThrow();
    expect(() => evaluate({ task: 'binary', classes: 1, y: new Float64Array(0), margins: new Float64Array(0), seed: 1 })).toThrow(
      expect.objectContaining({ code: 'MW_EVALUATE_SPLIT_ROWS' }),
    );
  });
});

it('multiclass', () => {
  const truth = signal.map((s) => (s < -0.5 ? 0 : s < 0.5 ? 1 : 2));
  const margins = Float64Array.from({ length: rows * 3 }, (_, i) => (i % 3 === truth[Math.floor(i / 3)] ? 1.5 : 0) + stream.normal());
  const found = evaluate({
    task: 'multiclass',
    classes: 3,
    y: truth,
    margins,
    baseline: new Float64Array(rows * 3),
    seed: 1,
    resamples: 100,
  });
  expect(Object.keys(found.metrics)).toEqual(expect.arrayContaining(['auc_ovr', 'log_loss', 'accuracy', 'f1']));
  expect(found.labels).toEqual(['0', '1', '2']);
  expect(found.confusion!.counts.flat().reduce((sum, n) => sum + n, 0)).toBe(rows);
  expect(found.baseline['log_loss'].value).toBeCloseTo(Math.log(3), 12);
  expect(found.money ?? found.ranking).toBeUndefined();
  expect(() => canonicalJson(found as unknown as Json)).not.toThrow();
});

it('regression', () => {
  const found = evaluate({
    task: 'regression',
    classes: 1,
    y: signal,
    margins: signal.map((s) => s * 0.9),
    baseline: new Float64Array(rows),
    seed: 1,
    resamples: 100,
  });
  expect(Object.keys(found.metrics)).toEqual(['rmse', 'mae', 'median_absolute_error', 'r2', 'mape']);
  expect(found.metrics['r2'].value).toBeGreaterThan(0.98);
  expect(found.residuals!.points).toHaveLength(500);
  expect(found.confusion ?? found.calibration).toBeUndefined();
  expect(() => canonicalJson(found as unknown as Json)).not.toThrow();
});
