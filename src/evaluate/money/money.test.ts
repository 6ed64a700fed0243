import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import {
  ABOVE_ALL,
  bestThreshold,
  breakEven,
  chooseThreshold,
  evaluateMoney,
  expectedWorth,
  valueAt,
  worthOfActing,
  type Payoff,
} from './index.js';

const discount: Payoff = { act: 'offer a discount', cost: 30, valueIfRight: 400, currency: 'USD' };

describe('payoff', () => {
  it('acts on a churner for 370, on a stayer for −30, from 7.5 % on', () => {
    expect([...worthOfActing(discount, Float64Array.of(1, 0))]).toEqual([370, -30]);
    expect(breakEven(discount)).toBe(0.075);
    expect([...expectedWorth(discount, Float64Array.of(0.075, 0.5))].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([0, 170]);
  });

  it('counts what a wrong act costs on top, and amounts that differ by row', () => {
    expect(breakEven({ ...discount, costIfWrong: 20 })).toBeCloseTo(50 / 420, 12);
    const varied: Payoff = { act: 'call', cost: 10, valueIfRight: Float64Array.of(100, 30) };
    expect([...worthOfActing(varied, Float64Array.of(1, 1))]).toEqual([90, 20]);
    expect(breakEven(varied)).toBeCloseTo(10 / 65, 12);
    expect(breakEven({ act: 'x', cost: 9, valueIfRight: 3 })).toBe(1);
  });

  it('refuses amounts that are no money', () => {
    const rows = { y: Float64Array.of(1, 0), probability: Float64Array.of(0.5, 0.5), seed: 1 };
    const refused = (payoff: Payoff): void =>
      expect(() => evaluateMoney({ ...rows, payoff })).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_PAYOFF' }));
    refused({ ...discount, cost: -1 });
    refused({ ...discount, valueIfRight: NaN });
    refused({ ...discount, valueIfRight: 0 });
    refused({ ...discount, cost: Float64Array.of(1) });
    refused({ ...discount, costIfWrong: Float64Array.of(1, Infinity) });
  });
});

describe('best threshold', () => {
  it('worked by hand: act on the two highest', () => {
    const worth = Float64Array.of(370, -30, 370, -30, -30);
    const p = Float64Array.of(0.9, 0.2, 0.6, 0.5, 0.1);
    const best = bestThreshold(worth, p);
    expect(best.threshold).toBeCloseTo(0.55, 12);
    expect(best.perRow).toBe(148);
  });

  it('acts on nobody or on all when that pays most, and never splits a tie', () => {
    expect(bestThreshold(Float64Array.of(-1, -1), Float64Array.of(0.3, 1))).toEqual({ threshold: ABOVE_ALL, perRow: 0 });
    expect(bestThreshold(Float64Array.of(1, 1), Float64Array.of(0, 0.4))).toEqual({ threshold: 0, perRow: 1 });
    expect(bestThreshold(Float64Array.of(5, -8), Float64Array.of(0.5, 0.5)).threshold).toBe(ABOVE_ALL);
    const near = bestThreshold(Float64Array.of(-1, 1), Float64Array.of(0.5, 0.5 + Number.EPSILON / 2));
    expect(near.perRow).toBe(0.5);
    expect(valueAt(Float64Array.of(-1, 1), Float64Array.of(0.5, 0.5 + Number.EPSILON / 2), near.threshold)).toBe(0.5);
  });

  it('property: no other threshold earns more, and its value is what it earns', () => {
    const row = fc.record({
      worth: fc.integer({ min: -9, max: 9 }),
      p: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
      w: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        fc.pre(rows.some((r) => r.w > 0));
        const [worth, p, w] = (['worth', 'p', 'w'] as const).map((key) => Float64Array.from(rows, (r) => r[key]));
        const { threshold, perRow } = bestThreshold(worth, p, w);
        expect(valueAt(worth, p, threshold, w)).toBeCloseTo(perRow, 12);
        for (let t = 0; t <= 1.1; t += 0.05) expect(valueAt(worth, p, t, w)).toBeLessThanOrEqual(perRow + 1e-12);
      }),
    );
  });
});

const stream = random(3, 'money');
const rows = 2000;
const truth = Float64Array.from({ length: rows }, () => stream.uniform());
const y = truth.map((p) => (stream.uniform() < p * p ? 1 : 0));
const honest = truth.map((p) => p * p);

describe('choosing a threshold', () => {
  it('keeps the break-even when probabilities are honest', () => {
    const choice = chooseThreshold(discount, { y, probability: honest }, { seed: 1, resamples: 400 });
    expect(choice).toMatchObject({ threshold: 0.075, from: 'amounts' });
    expect(choice.best.perRow).toBeGreaterThanOrEqual(choice.breakEven.perRow);
  });

  it('goes by the forecasts when probabilities are far off', () => {
    const shrunk = honest.map((p) => p / 20);
    const choice = chooseThreshold(discount, { y, probability: shrunk }, { seed: 1, resamples: 400 });
    expect(choice.from).toBe('predictions');
    expect(choice.threshold).toBeLessThan(0.02);
    expect(choice.gain.low).toBeGreaterThan(0);
  });
});

describe('money of a model', () => {
  const money = evaluateMoney({
    payoff: discount,
    y,
    probability: honest,
    seed: 1,
    resamples: 400,
    rule: truth.map((p) => (p > 0.9 ? 1 : 0)),
  });
  const value = (name: string): number => money.policies.find((p) => p.name === name)!.perRow.value;
  const positives = y.reduce((sum, v) => sum + v, 0);

  it('stands between doing what is done today and perfect foresight', () => {
    expect(money.policies.map((p) => p.name)).toEqual(['model', 'nothing', 'everyone', 'rule', 'perfect']);
    expect(value('nothing')).toBe(0);
    expect(value('everyone')).toBeCloseTo((positives * 400) / rows - 30, 9);
    expect(value('perfect')).toBeCloseTo((positives * 370) / rows, 9);
    expect(value('model')).toBeCloseTo(valueAt(worthOfActing(discount, y), honest, 0.075), 9);
    expect(value('model')).toBeGreaterThan(value('rule'));
    expect(money.total.value).toBeCloseTo(value('model') * rows, 6);
  });

  it('is compared with the best way to do without it, on the same rows', () => {
    expect(money.over.policy).toBe('everyone');
    expect(money.over.perRow.value).toBeCloseTo(value('model') - value('everyone'), 9);
    expect(money.over.perRow.high - money.over.perRow.low).toBeLessThan(money.perRow.high - money.perRow.low);
    expect(money.over.perRow.low).toBeGreaterThan(0);
  });

  it('draws a curve from nobody to everyone that never tops the best', () => {
    expect(money.curve.length).toBeLessThanOrEqual(200);
    expect(money.curve[0]).toEqual({ threshold: ABOVE_ALL, acted: 0, perRow: 0 });
    expect(money.curve.at(-1)!.acted).toBe(1);
    expect(money.curve.at(-1)!.perRow).toBeCloseTo(value('everyone'), 9);
    for (const point of money.curve) expect(point.perRow).toBeLessThanOrEqual(money.best.perRow + 1e-9);
  });

  it('decides row by row where amounts differ by row', () => {
    const varied: Payoff = { act: 'call', cost: 30, valueIfRight: truth.map((_, i) => (i % 2 === 0 ? 40 : 700)) };
    const found = evaluateMoney({ payoff: varied, y, probability: honest, seed: 1, resamples: 200 });
    const byName = Object.fromEntries(found.policies.map((p) => [p.name, p.perRow.value]));
    expect(byName['expected']).toBeGreaterThan(byName['model']);
    expect(byName['perfect']).toBeGreaterThan(byName['expected']);
  });
});
