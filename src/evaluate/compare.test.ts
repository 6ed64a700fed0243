import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random, sigmoid } from '../core/index.js';
import { betaAt, compareModels, correctedResampledT, fitBeta, fitTemperature, metricNamed, studentQuantile, studentTail } from './index.js';

const peer = JSON.parse(readFileSync(new URL('fixtures/compare.json', import.meta.url), 'utf8'));
const floats = (values: readonly number[]): Float64Array => Float64Array.from(values);
const isNear = (got: number, due: number, within = 1e-9): void =>
  expect(Math.abs(got - due)).toBeLessThan(within * Math.max(1, Math.abs(due)));

describe("Student's t", () => {
  it("has scipy's tails and quantiles", () => {
    for (const [t, df, due] of peer.student.tails) isNear(studentTail(t, df) / due, 1);
    for (const [p, df, due] of peer.student.quantiles) isNear(studentQuantile(p, df), due);
    expect([studentQuantile(0.5, 3), studentQuantile(0, 3), studentQuantile(1, 3), studentQuantile(2, 3), studentTail(NaN, 3)]).toEqual([
      0,
      -Infinity,
      Infinity,
      NaN,
      NaN,
    ]);
  });
});

describe('the corrected resampled t-test', () => {
  it('is the formula of Nadeau and Bengio', () => {
    const { gains, train, test, ...due } = peer.resampled;
    const found = correctedResampledT(gains, { train, test });
    for (const [name, value] of Object.entries(due)) isNear(found[name as keyof typeof found], value as number);
  });

  it('of one gain or of none says nothing, of gains without spread all', () => {
    expect(correctedResampledT([0.1], { train: 4, test: 1 })).toMatchObject({ value: 0.1, low: -Infinity, high: Infinity, pValue: NaN });
    expect(correctedResampledT([1, 1, 1], { train: 4, test: 1 })).toEqual({ value: 1, low: 1, high: 1, standardError: 0, pValue: 0 });
    expect(correctedResampledT([0, 0], { train: 4, test: 1 }).pValue).toBe(1);
  });

  it.each([
    [[0.1, 0.2], { train: 0, test: 1 }],
    [[0.1, 0.2], { train: 4, test: -1 }],
    [[0.1, 0.2], { train: 4, test: 1, level: 1 }],
    [[0.1, NaN], { train: 4, test: 1 }],
  ])('refuses the gains %j with %j', (gains, sides) => {
    expect(() => correctedResampledT(gains, sides)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_VALUE' }));
  });

  it('finds a difference between equal models as often as it should, where the plain test finds it too often', () => {
    const [draws, rounds, folds, rows] = [200, 10, 10, 100];
    const stream = random(3, 'equal models');
    const found = { corrected: 0, plain: 0 };
    for (let d = 0; d < draws; d++) {
      const differences = Float64Array.from({ length: rows }, () => stream.normal());
      const gains: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const order = stream.shuffle(Int32Array.from({ length: rows }, (_, i) => i));
        for (let f = 0; f < folds; f++)
          gains.push(order.subarray(f * 10, f * 10 + 10).reduce((sum, row) => sum + differences[row] / 10, 0));
      }
      if (correctedResampledT(gains, { train: 90, test: 10 }).pValue < 0.05) found.corrected++;
      if (correctedResampledT(gains, { train: 1, test: 0 }).pValue < 0.05) found.plain++;
    }
    expect(found.corrected / draws).toBeLessThan(0.1);
    expect(found.plain / draws).toBeGreaterThan(0.3);
  });
});

describe('two models on the same rows', () => {
  const y = Float64Array.from({ length: 200 }, (_, i) => i);
  const sample = (error: (row: number) => number) =>
    ({ task: 'regression', classes: 1, y, scores: y.map((v, i) => v + error(i)) }) as const;
  const mae = metricNamed('mae', 'regression');

  it('are compared row by row: what is hard for both cancels out', () => {
    const hard = (i: number): number => (i % 10 === 0 ? 100 : 1);
    const gain = compareModels(
      mae,
      sample(hard),
      sample((i) => hard(i) + 0.5),
      { seed: 1 },
    );
    expect(gain).toMatchObject({ a: 10.9, b: 11.4, rows: 200 });
    for (const end of [gain.value, gain.low, gain.high]) isNear(end, 0.5);
  });

  it('are both weighted with the weights of the first', () => {
    const weights = y.map((v) => (v < 100 ? 3 : 1));
    const [zero, one] = [sample(() => 0), sample((i) => (i < 100 ? 4 : 0))];
    expect(compareModels(mae, { ...zero, weights }, one, { seed: 1 })).toMatchObject({ value: 3, a: 0, b: 3 });
    expect(compareModels(mae, zero, { ...one, weights }, { seed: 1 })).toMatchObject({ value: 2, a: 0, b: 2 });
  });

  it.each<[string, Partial<Record<'y' | 'scores' | 'weights', Float64Array>>, Partial<Record<'y' | 'scores', Float64Array>>]>([
    ['MW_EVALUATE_LENGTH', {}, { y: Float64Array.from([...y, 200]) }],
    ['MW_EVALUATE_LENGTH', { scores: y.slice(1) }, { scores: y.slice(1) }],
    ['MW_EVALUATE_LENGTH', { weights: y.slice(1) }, {}],
    ['MW_EVALUATE_NOT_FINITE', { scores: y.with(7, NaN) }, {}],
    ['MW_EVALUATE_NOT_FINITE', {}, { scores: y.with(7, Infinity) }],
    ['MW_EVALUATE_VALUE', { weights: y.with(7, -1) }, {}],
  ])('are refused with %s', (code, a, b) => {
    const plain = sample(() => 0);
    expect(() => compareModels(mae, { ...plain, ...a }, { ...plain, ...b }, { seed: 1 })).toThrow(expect.objectContaining({ code }));
  });

  it('must be of the same rows', () => {
    const other = { ...sample(() => 1), y: y.with(3, 99) };
    expect(() =>
      compareModels(
        mae,
        sample(() => 0),
        other,
        { seed: 1 },
      ),
    ).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_PAIR', params: { row: 3, a: '3', b: '99' } }));
    const fewer = { ...other, scores: other.scores.slice(1) };
    expect(() =>
      compareModels(
        mae,
        sample(() => 0),
        fewer,
        { seed: 1 },
      ),
    ).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  });
});

describe('beta calibration', () => {
  for (const { name, p, y, weights, a, b, c, betacal } of peer.beta) {
    it(`is the least log-loss, as scipy's root: ${name}`, () => {
      const fit = fitBeta(floats(p), floats(y), floats(weights));
      isNear(fit.a, a);
      isNear(fit.b, b);
      isNear(fit.c, c);
      p.forEach((forecast: number, i: number) => isNear(betaAt(fit, forecast), betacal[i], 2e-3));
    });
  }

  it('leaves honest forecasts as they are, never turns their order, and is finite at 0, 1 and on separable rows', () => {
    const stream = random(2, 'beta');
    const honest = Float64Array.from({ length: 20_000 }, () => stream.uniform());
    const fit = fitBeta(
      honest,
      honest.map((p) => (stream.uniform() < p ? 1 : 0)),
    );
    for (const value of [fit.a - 1, fit.b - 1, fit.c]) expect(Math.abs(value)).toBeLessThan(0.1);
    expect(betaAt(fitBeta(floats([0.9, 0.8, 0.2, 0.1]), floats([0, 0, 1, 1])), 0.9)).toBe(0.5);
    const separable = fitBeta(floats([0, 0.1, 0.9, 1]), floats([0, 0, 1, 1]));
    expect([betaAt(separable, 0), betaAt(separable, 1)].every(Number.isFinite)).toBe(true);
    expect(betaAt(separable, 0.1)).toBeLessThan(0.01);
    expect(() => fitBeta(floats([1.5]), floats([1]))).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_NOT_FINITE' }));
    expect(() => fitBeta(floats([0.5]), floats([1, 0]))).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_LENGTH' }));
  });
});

describe('rows that no calibration can be fitted to', () => {
  const fits = {
    beta: (y: Float64Array, said: Float64Array, weights?: Float64Array) => fitBeta(said, y, weights),
    temperature: (y: Float64Array, margins: Float64Array, weights?: Float64Array) =>
      fitTemperature({ task: 'binary', classes: 1, y, margins, ...(weights ? { weights } : {}) }),
  };
  it.each<[string, number[], number[], number[]?]>([
    ['MW_EVALUATE_SPLIT_ROWS', [], []],
    ['MW_EVALUATE_LENGTH', [1, 0], [0.5]],
    ['MW_EVALUATE_VALUE', [1, 2], [0.5, 0.5]],
    ['MW_EVALUATE_VALUE', [1, NaN], [0.5, 0.5]],
    ['MW_EVALUATE_NOT_FINITE', [1, 0], [0.5, NaN]],
    ['MW_EVALUATE_LENGTH', [1, 0], [0.5, 0.5], [1]],
    ['MW_EVALUATE_VALUE', [1, 0], [0.5, 0.5], [1, -1]],
  ])('are refused with %s: %j, %j, %j', (code, y, said, weights) => {
    for (const fit of Object.values(fits))
      expect(() => fit(floats(y), floats(said), weights && floats(weights))).toThrow(expect.objectContaining({ code }));
  });
});

describe('temperature', () => {
  for (const { task, classes, margins, y, weights, scale } of peer.temperature) {
    it(`is where scipy finds the root of the slope: ${task}`, () => {
      const fit = fitTemperature({ task, classes, margins: floats(margins), y: floats(y), weights: floats(weights) });
      isNear(fit.scale, scale);
      expect(fit.shift).toEqual(Array.from({ length: classes }, () => 0));
    });
  }

  it('cools what is too sure', () => {
    const stream = random(4, 'temperature');
    const honest = Float64Array.from({ length: 20_000 }, () => 2 * stream.normal());
    const y = honest.map((m) => (stream.uniform() < sigmoid(m) ? 1 : 0));
    expect(Math.abs(fitTemperature({ task: 'binary', classes: 1, y, margins: honest.map((m) => 4 * m) }).scale - 0.25)).toBeLessThan(0.02);
  });
});
