import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../learn/index.js';
import { metricCases } from '../../testing/metric-cases.js';
import type { Scored } from '../scored.js';
import { gain, metricNamed, metrics, metricsOf, metricValue, selectionMetric, type Metric } from './index.js';

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
    it(`${metric.name} keeps every promise of a metric`, () => {
      for (const { name, run } of metricCases) expect(() => run(metric), name).not.toThrow();
    });
  }

  it('the promises catch what breaks them', () => {
    const honest = metricNamed('rmse');
    const broken: Record<string, Partial<Metric>> = {
      'says in words what it tells and how it is defined': { name: 'RMSE' },
      'gives the value of its worked example': { example: { ...honest.example, value: 1 } },
      'stays within its range': { range: [0, 1] },
      'does not change when all weights are doubled': { prepare: () => (w) => w[0] },
      'takes a row of weight 2 as the row twice, and of weight 0 as no row': {
        prepare:
          ({ y }) =>
          () =>
            y[0],
      },
      'does not depend on the order of the rows': {
        prepare:
          ({ y }) =>
          () =>
            y[0],
      },
      'gives the same again, and leaves the sample as it was': {
        prepare:
          ({ y }) =>
          () =>
            (y[0] += 1),
      },
      'says that it suits its own example': { unsuitable: () => 'never' },
    };
    expect(metricCases.map((c) => c.name)).toEqual(Object.keys(broken));
    for (const { name, run } of metricCases) expect(() => run({ ...honest, ...broken[name] }), name).toThrow();
  });
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
