import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doublesOf, random, type Matrix } from '../../core/index.js';
import { metricNamed } from '../metrics/index.js';
import {
  globalImportance,
  partialDependence,
  permutationImportance,
  reasonsOf,
  reasonText,
  reasonWords,
  type ReasonWords,
  shapleyValues,
  type Dependence,
  type DependenceInput,
} from './index.js';

describe('exact Shapley values', () => {
  it('of the glove game: one left, two right gloves, a pair is worth 1', () => {
    const [left, a, b] = shapleyValues(3, (c) => Math.min(c & 1, ((c >> 1) & 1) + ((c >> 2) & 1)));
    expect(left).toBeCloseTo(2 / 3, 14);
    expect(a).toBeCloseTo(1 / 6, 14);
    expect(b).toBeCloseTo(1 / 6, 14);
  });

  it('property: they add up, are linear, and a dummy gets nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer(), (players, seed) => {
        const stream = random(seed, 'game');
        const worth = Float64Array.from({ length: 2 ** players }, () => stream.normal());
        const values = shapleyValues(players, (c) => worth[c]);
        expect(values.reduce((sum, v) => sum + v, 0)).toBeCloseTo(worth.at(-1)! - worth[0], 9);
        const additive = shapleyValues(players, (c) => (c & 1 ? 5 : 0) + 2);
        expect([...additive]).toEqual([expect.closeTo(5, 12), ...Array.from({ length: players - 1 }, () => expect.closeTo(0, 12))]);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses more players than it can sum', () => {
    expect(() => shapleyValues(17, () => 0)).toThrow(RangeError);
    expect(shapleyValues(0, () => 1)).toHaveLength(0);
  });
});

it('global importance is the mean absolute effect over rows and classes', () => {
  const one = globalImportance(['a', 'b'], { base: Float64Array.of(0), effects: Float64Array.of(1, -3, -1, 5) });
  expect(one).toEqual([
    { feature: 'b', value: 4, share: 0.8 },
    { feature: 'a', value: 1, share: 0.2 },
  ]);
  const two = globalImportance(['a', 'b'], { base: Float64Array.of(0, 0), effects: Float64Array.of(1, 0, -3, 0) });
  expect(two[0]).toEqual({ feature: 'a', value: 2, share: 1 });
  expect(globalImportance(['a'], { base: Float64Array.of(0), effects: new Float64Array(0) })).toEqual([
    { feature: 'a', value: 0, share: 0 },
  ]);
});

const stream = random(1, 'explain');
const rows = 400;
const x: Matrix = {
  rows,
  columns: [
    { kind: 'number', name: 'n', values: Float64Array.from({ length: rows }, (_, i) => (i % 50 === 0 ? NaN : stream.normal())) },
    { kind: 'flag', name: 'f', values: Uint8Array.from({ length: rows }, () => stream.int(2)) },
    { kind: 'category', name: 'c', levels: ['x', 'y', 'z'], codes: Int32Array.from({ length: rows }, () => stream.int(3)) },
    { kind: 'number', name: 'idle', values: Float64Array.from({ length: rows }, () => stream.normal()) },
  ],
};
const predict = (of: Matrix): Float64Array => {
  const [n, f, c] = of.columns;
  return Float64Array.from({ length: of.rows }, (_, i) => {
    const number = n.kind === 'number' && !Number.isNaN(n.values[i]) ? n.values[i] : -1;
    return 2 * number + (f.kind === 'flag' ? f.values[i] : 0) + (c.kind === 'category' && c.codes[i] === 2 ? 3 : 0);
  });
};

const of = (column: number, more: Partial<DependenceInput> = {}): Dependence =>
  partialDependence({ x, column, task: 'regression', classes: 1, predict, seed: 1, ...more });

describe('partial dependence', () => {
  it('of an additive model has the slope of the feature, bounded in points and rows', () => {
    const { points, rows: single, kind } = of(0);
    const numbers = points.filter((p) => p.value !== null);
    expect([kind, numbers.length, single.length]).toEqual(['number', 20, 20]);
    for (let i = 1; i < numbers.length; i++) {
      const run = (numbers[i].value as number) - (numbers[0].value as number);
      expect(numbers[i].mean - numbers[0].mean).toBeCloseTo(2 * run, 9);
      expect(single[0][i] - single[0][0]).toBeCloseTo(2 * run, 9);
    }
    expect(points.at(-1)).toMatchObject({ value: null, share: 8 / 400 });
    expect(points.reduce((sum, p) => sum + p.share, 0)).toBeCloseTo(1, 9);
    expect(numbers.every((p) => p.low <= p.mean && p.mean <= p.high)).toBe(true);
  });

  it('of flags and categories sets each level, the commonest first', () => {
    const flags = of(1).points;
    expect(flags.map((p) => p.value).toSorted()).toEqual([false, true]);
    expect(flags.find((p) => p.value === true)!.mean - flags.find((p) => p.value === false)!.mean).toBeCloseTo(1, 12);
    const levels = of(2, { grid: 2 }).points;
    expect(levels).toHaveLength(2);
    expect(levels[0].share).toBeGreaterThanOrEqual(levels[1].share);
  });

  it('speaks in probabilities for a classification', () => {
    const { points } = of(0, { task: 'binary' });
    expect(points.every((p) => p.low >= 0 && p.high <= 1)).toBe(true);
    const third = partialDependence({
      x,
      column: 3,
      task: 'multiclass',
      classes: 2,
      output: 1,
      predict: (m) => new Float64Array(m.rows * 2),
      seed: 1,
    });
    expect(third.points.every((p) => p.mean === 0.5)).toBe(true);
  });

  it('uses the distinct values of a number that has few', () => {
    const few: Matrix = { rows: 4, columns: [{ kind: 'number', name: 'k', values: Float64Array.of(3, 1, 3, 2) }] };
    const found = partialDependence({
      x: few,
      column: 0,
      task: 'regression',
      classes: 1,
      predict: (m) => new Float64Array(m.rows),
      seed: 1,
    });
    expect(found.points.map((p) => [p.value, p.share])).toEqual([
      [1, 0.25],
      [2, 0.25],
      [3, 0.5],
    ]);
  });
});

describe('permutation importance', () => {
  const input = { x, y: predict(x), task: 'regression', classes: 1, metric: metricNamed('rmse'), predict, seed: 1 } as const;
  it('orders features by what the model leans on, 0 for what it does not use', () => {
    const found = permutationImportance(input);
    expect(found.map((f) => f.feature)).toEqual(['n', 'c', 'f', 'idle']);
    expect(found[3]).toMatchObject({ value: 0, spread: 0, share: 0 });
    expect(found.reduce((sum, f) => sum + f.share, 0)).toBeCloseTo(1, 12);
    const n = doublesOf(x.columns[0]).map((v) => (Number.isNaN(v) ? -1 : v));
    const mean = n.reduce((sum, v) => sum + v, 0) / rows;
    const deviation = Math.sqrt(n.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows);
    expect(Math.abs(found[0].value / (2 * Math.SQRT2 * deviation) - 1)).toBeLessThan(0.1);
  });

  it('does not depend on the order of the columns, and leaves the matrix alone', () => {
    const before = structuredClone(x);
    const swapped: Matrix = { rows, columns: [x.columns[0], x.columns[1], x.columns[2]] };
    expect(permutationImportance({ ...input, x: swapped })[0].value).toBe(permutationImportance(input)[0].value);
    expect(x).toEqual(before);
  });
});

describe('reasons', () => {
  const churn = { task: 'binary', of: 'Churn' } as const;
  it('are sentences, the strongest first', () => {
    const found = reasonsOf({
      features: ['tenure', 'Contract', 'bigBill', 'spend', 'idle'],
      values: [2, 'Month-to-month', false, null, 7],
      effects: [0.4, 0.9, -0.1, -0.5, 0],
      outcome: churn,
      words: new Map([['tenure', { label: 'Tenure', unit: 'months' }]]),
    });
    expect(found.map((r) => r.text)).toEqual([
      'Contract is "Month-to-month": raises the chance of Churn',
      'spend is missing: lowers the chance of Churn',
      'Tenure is 2 months: raises the chance of Churn',
      'bigBill is no: lowers the chance of Churn',
    ]);
    expect(found[0]).toMatchObject({ feature: 'Contract', value: 'Month-to-month', effect: 0.9 });
  });

  it('are codes and what stands in them, which another language words as it likes', () => {
    const [up, gone] = reasonsOf({
      features: ['tenure', 'plan'],
      values: [2, null],
      effects: [0.9, -0.4],
      outcome: churn,
      words: new Map([['tenure', { label: 'Tenure', unit: 'months' }]]),
    });
    expect(up).toMatchObject({
      direction: 'up',
      template: 'raisesChance',
      params: { feature: 'Tenure', value: 2, kind: 'number', unit: 'months', of: 'Churn' },
    });
    expect(gone).toMatchObject({
      direction: 'down',
      template: 'lowersChance',
      params: { feature: 'plan', value: null, kind: 'missing', of: 'Churn' },
    });
    const german: ReasonWords = {
      stated: ({ feature, value, kind }) => (kind === 'missing' ? `${feature} fehlt` : `${feature} ist ${value}`),
      moved: { ...reasonWords.en.moved, lowersChance: ({ of }) => `senkt die Wahrscheinlichkeit von ${of}` },
    };
    expect(reasonText(gone, german)).toBe('plan fehlt: senkt die Wahrscheinlichkeit von Churn');
    expect(reasonText(gone)).toBe(gone.text);
    const [price] = reasonsOf({ features: ['x'], values: [1], effects: [-3], outcome: { task: 'regression', of: 'price', unit: 'USD' } });
    expect(price).toMatchObject({ template: 'takesOff', params: { size: 3, sizeUnit: 'USD' } });
  });

  it('of a regression say by how much', () => {
    const found = reasonsOf({
      features: ['rooms', 'age'],
      values: [5.25, NaN],
      effects: [12345.678, -0.5],
      outcome: { task: 'regression', of: 'price', unit: 'USD' },
      most: 2,
    });
    expect(found.map((r) => r.text)).toEqual(['rooms is 5.25: adds 12346 USD to price', 'age is missing: takes 0.5 USD off price']);
    expect(reasonsOf({ features: ['a', 'b'], values: [1, 2], effects: [1, 2], outcome: churn, most: 1 })).toHaveLength(1);
  });
});
