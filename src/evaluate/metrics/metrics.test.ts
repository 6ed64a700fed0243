import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../learn/index.js';
import type { Scored } from '../scored.js';
import { gain, metricNamed, metrics, metricsOf, metricValue, selectionMetric } from './index.js';

interface Case {
  name: string;
  task: Task;
  classes: number;
  y: number[];
  scores: number[];
  weights?: number[];
  metrics: Record<string, number | null>;
}
const fixture = JSON.parse(readFileSync(new URL('../fixtures/metrics.json', import.meta.url), 'utf8')) as { source: string; cases: Case[] };
const sampleOf = ({ task, classes, y, scores, weights }: Case): Scored => ({
  task,
  classes,
  y: Float64Array.from(y),
  scores: Float64Array.from(scores),
  ...(weights ? { weights: Float64Array.from(weights) } : {}),
});

describe(`equal to ${fixture.source}`, () => {
  for (const one of fixture.cases) {
    it(one.name, () => {
      const sample = sampleOf(one);
      for (const [name, expected] of Object.entries(one.metrics)) {
        const value = metricValue(metricNamed(name, one.task), sample);
        if (expected === null) expect(value, name).toBeNaN();
        else expect(Math.abs(value - expected) / Math.max(1, Math.abs(expected)), name).toBeLessThan(1e-9);
      }
    });
  }

  it('covers every metric and task of the table', () => {
    const covered = new Set(fixture.cases.flatMap((one) => Object.keys(one.metrics).map((name) => `${name} ${one.task}`)));
    expect(metrics.flatMap((metric) => metric.tasks.map((task) => `${metric.name} ${task}`)).filter((key) => !covered.has(key))).toEqual(
      [],
    );
  });
});

describe('each row of the table', () => {
  for (const metric of metrics) {
    it(`${metric.name}: its worked example, its range, its weights`, () => {
      const { sample, value } = metric.example;
      expect(metricValue(metric, sample)).toBeCloseTo(value, 12);
      for (const one of fixture.cases.filter((c) => metric.tasks.includes(c.task))) {
        const found = metricValue(metric, sampleOf(one));
        if (!Number.isNaN(found))
          expect(found >= metric.range[0] - 1e-12 && found <= metric.range[1] + 1e-12, `${one.name}: ${found}`).toBe(true);
      }
      const rows = sample.y.length;
      const twice = metric.prepare(sample)(new Float64Array(rows).fill(2));
      expect(twice).toBeCloseTo(value, 12);
    });
  }
});

it('a weight of two is the row twice', () => {
  const one = sampleOf(fixture.cases.find((c) => c.name === 'binary, ties to one digit')!);
  const rows = [...one.y.keys()];
  const repeated: Scored = {
    ...one,
    y: Float64Array.from([...one.y, ...one.y.slice(0, 20)]),
    scores: Float64Array.from([...one.scores, ...one.scores.slice(0, 20)]),
  };
  const weighted: Scored = { ...one, weights: Float64Array.from(rows, (i) => (i < 20 ? 2 : 1)) };
  for (const metric of metricsOf('binary'))
    expect(metricValue(metric, weighted), metric.name).toBeCloseTo(metricValue(metric, repeated), 12);
});

it('every task has at least three metrics and a selection metric among them', () => {
  for (const task of ['binary', 'multiclass', 'regression'] as const) {
    expect(metricsOf(task).length).toBeGreaterThanOrEqual(5);
    expect(metricsOf(task)).toContain(selectionMetric(task));
  }
  expect(selectionMetric('binary').name).toBe('log_loss');
  expect(selectionMetric('regression').name).toBe('rmse');
});

it('names are unique, and a wrong one is answered with the nearest', () => {
  expect(new Set(metrics.map((m) => m.name)).size).toBe(metrics.length);
  expect(() => metricNamed('acuracy')).toThrow(
    expect.objectContaining({ code: 'MW_EVALUATE_METRIC_UNKNOWN', message: expect.stringContaining('"accuracy"') }),
  );
  expect(() => metricNamed('rmse', 'binary')).toThrow(
    expect.objectContaining({ code: 'MW_EVALUATE_METRIC_TASK', message: expect.stringContaining('regression') }),
  );
});

it('gain is positive for better, whichever way the metric goes', () => {
  expect(gain(metricNamed('auc'), 0.9, 0.8)).toBeCloseTo(0.1);
  expect(gain(metricNamed('rmse'), 0.9, 0.8)).toBeCloseTo(-0.1);
});

it('says why a metric does not suit the rows', () => {
  const oneClass: Scored = {
    task: 'binary',
    classes: 1,
    y: Float64Array.of(1, 1, 0),
    scores: Float64Array.of(0.1, 0.2, 0.3),
    weights: Float64Array.of(1, 1, 0),
  };
  expect(metricNamed('auc').unsuitable!(oneClass)).toMatch(/one class/);
  expect(metricNamed('auc').unsuitable!({ ...oneClass, weights: Float64Array.of(1, 1, 1) })).toBeUndefined();
  const zero: Scored = { task: 'regression', classes: 1, y: Float64Array.of(0, 1), scores: Float64Array.of(1, 1) };
  expect(metricNamed('mape').unsuitable!(zero)).toMatch(/is 0/);
});
