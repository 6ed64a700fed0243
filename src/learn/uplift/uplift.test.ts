import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { learnerFor } from '../registry.js';
import { fitUplift, type UpliftInput, type UpliftMethod, type UpliftRun } from './index.js';
import { rowsPerEvenRow, steadied } from './steadied.js';

interface Setup {
  readonly uniform?: true;
  readonly b: (x: readonly number[]) => number;
  readonly e: (x: readonly number[]) => number;
  readonly tau: (x: readonly number[]) => number;
  readonly propensity?: number;
}

/** Nie & Wager (2021), setup A: confounded, with an outcome harder than its effect. */
const hard: Setup = {
  uniform: true,
  b: (x) => Math.sin(Math.PI * x[0] * x[1]) + 2 * (x[2] - 0.5) ** 2 + x[3] + 0.5 * x[4],
  e: (x) => Math.min(0.9, Math.max(0.1, Math.sin(Math.PI * x[0] * x[1]))),
  tau: (x) => (x[0] + x[1]) / 2,
};
/** Their setup C: who is treated depends on what the outcome depends on, and the effect is 1 for everyone. */
const confounded: Setup = {
  b: (x) => 2 * Math.log1p(Math.exp(x[0] + x[1] + x[2])),
  e: (x) => 1 / (1 + Math.exp(x[1] + x[2])),
  tau: () => 1,
};
/** Künzel et al. (2019), as their simulation 1: one row in a hundred is treated, the outcome is steep, the effect a step. */
const unbalanced: Setup = {
  b: (x) => 4 * x[0] - 3 * x[2] + 2 * x[3] + (x[0] > 0.5 ? 5 : 0) + (x[1] > 0.1 ? 4 : 0),
  e: () => 0.02,
  propensity: 0.02,
  tau: (x) => (x[1] > 0.1 ? 8 : 0),
};

function simulated(
  { uniform, b, e, tau, propensity }: Setup,
  rows: number,
  seed: number,
): UpliftInput & { readonly effects: Float64Array } {
  const draw = random(seed, 'uplift test');
  const cells = Array.from({ length: rows }, () => Array.from({ length: 6 }, () => (uniform ? draw.uniform() : draw.normal())));
  const effects = Float64Array.from(cells, tau);
  const treated = Float64Array.from(cells, (x) => (draw.uniform() < e(x) ? 1 : 0));
  const y = Float64Array.from(cells, (x, i) => b(x) + (treated[i] - 0.5) * effects[i] + 0.5 * draw.normal());
  const columns = [0, 1, 2, 3, 4, 5].map((j) => ({
    kind: 'number' as const,
    name: `x${j}`,
    values: Float64Array.from(cells, (x) => x[j]),
  }));
  return { task: 'regression', x: { rows, columns }, y, treated, effects, ...(propensity === undefined ? {} : { propensity }) };
}

const boosted = { learner: 'gbdt', params: { trees: 40, leaves: 8 } };
const linear = { learner: 'linear', params: {} };
const runOf = (method: UpliftMethod, more: Partial<UpliftRun> = {}): UpliftRun => ({
  method,
  outcome: boosted,
  seed: 3,
  threads: 1,
  signal: new AbortController().signal,
  ...more,
});

async function errorOf(setup: Setup, rows: number, run: UpliftRun): Promise<number> {
  const fresh = simulated(setup, 2000, 99);
  const uplift = (await fitUplift(simulated(setup, rows, 1), run)).uplift(fresh.x);
  return Math.sqrt(uplift.reduce((sum, u, i) => sum + (u - fresh.effects[i]) ** 2, 0) / uplift.length);
}

function correlation(a: Float64Array, b: Float64Array): number {
  const centred = (v: Float64Array): Float64Array => v.map((x) => x - v.reduce((sum, y) => sum + y, 0) / v.length);
  const product = (u: Float64Array, v: Float64Array): number => u.reduce((sum, x, i) => sum + x * v[i], 0);
  const [x, y] = [centred(a), centred(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

describe('methods on simulated trials', () => {
  it('where outcomes are harder than effects and assignment is confounded, R beats X beats T', async () => {
    for (const setup of [hard, confounded]) {
      const [t, x, r] = await Promise.all(
        (['t', 'x', 'r'] as const).map((method) => errorOf(setup, 2000, runOf(method, { effect: linear }))),
      );
      expect(r).toBeLessThan(x);
      expect(x).toBeLessThan(t);
    }
  });

  it('where few are treated, X beats T', async () => {
    const [t, x] = await Promise.all((['t', 'x'] as const).map((method) => errorOf(unbalanced, 6000, runOf(method))));
    expect(x).toBeLessThan(0.8 * t);
  });

  it('where few are treated, R over trees is near T, and not a hundred times what the outcome varies', async () => {
    for (const effect of [boosted, { learner: 'forest', params: { trees: 20 } }]) {
      const [t, r] = await Promise.all((['t', 'r'] as const).map((method) => errorOf(unbalanced, 6000, runOf(method, { effect }))));
      expect(r).toBeLessThan(1.5 * t);
    }
  });

  it('all see who gains', async () => {
    const setup: Setup = { b: (x) => x[0], e: () => 0.5, propensity: 0.5, tau: (x) => 2 * x[1] };
    const fresh = simulated(setup, 1000, 99);
    for (const method of ['t', 'x', 'r'] as const) {
      const model = await fitUplift(simulated(setup, 1500, 1), runOf(method));
      expect(correlation(model.uplift(fresh.x), fresh.effects)).toBeGreaterThan(0.9);
    }
  });
});

describe('with linear models of a linear truth', () => {
  const rows = 400;
  const draw = random(5, 'linear');
  const values = Float64Array.from({ length: rows }, () => draw.normal());
  const x: Matrix = { rows, columns: [{ kind: 'number', name: 'v', values }] };
  const treated = values.map((_, i) => i % 2);
  const y = values.map((v, i) => 3 * v + treated[i] * (2 + v));
  const input: UpliftInput = { task: 'regression', x, y, treated, propensity: 0.5 };
  const exact = { learner: 'linear', params: { l2: 1e-6 } };

  it('T and X find the effect exactly, and outcomes on the way', async () => {
    for (const method of ['t', 'x'] as const) {
      const model = await fitUplift(input, runOf(method, { outcome: exact }));
      model.uplift(x).forEach((u, i) => expect(u).toBeCloseTo(2 + values[i], 6));
      const outcomes = model.outcomes(x);
      outcomes.control.forEach((value, i) => expect(value).toBeCloseTo(3 * values[i], 6));
      outcomes.treated.forEach((value, i) => expect(value).toBeCloseTo(2 + 4 * values[i], 6));
    }
  });

  it('R finds it too, outcomes included, and takes a chance per row', async () => {
    const model = await fitUplift({ ...input, propensity: new Float64Array(rows).fill(0.5) }, runOf('r', { outcome: exact }));
    model.uplift(x).forEach((u, i) => expect(Math.abs(u - 2 - values[i])).toBeLessThan(0.25));
    const { treated: own, control } = model.outcomes(x);
    model.uplift(x).forEach((u, i) => expect(own[i] - control[i]).toBeCloseTo(u, 9));
    const off = control.reduce((sum, value, i) => sum + Math.abs(value - 3 * values[i]), 0) / rows;
    expect(off).toBeLessThan(0.25);
  });

  it('weights count: rows of no weight to speak of say nothing', async () => {
    const spoilt = y.map((v, i) => (i < 100 ? v + 50 * treated[i] : v));
    const weights = values.map((_, i) => (i < 100 ? 1e-9 : 1));
    const model = await fitUplift({ ...input, y: spoilt, weights }, runOf('x', { outcome: exact }));
    model.uplift(x).forEach((u, i) => expect(u).toBeCloseTo(2 + values[i], 4));
  });

  it('a binary outcome gives a difference of probabilities', async () => {
    const bought = values.map((v, i) => (draw.uniform() < (treated[i] === 1 && v > 0 ? 0.9 : 0.3) ? 1 : 0));
    for (const method of ['t', 'x', 'r'] as const) {
      const model = await fitUplift({ ...input, task: 'binary', y: bought }, runOf(method, { effect: linear }));
      const uplift = model.uplift(x);
      const mean = (isHigh: boolean): number => {
        const some = uplift.filter((_, i) => values[i] > 0 === isHigh);
        return some.reduce((sum, u) => sum + u, 0) / some.length;
      };
      expect(mean(true)).toBeGreaterThan(0.3);
      expect(mean(true) - mean(false)).toBeGreaterThan(0.2);
    }
  });

  it('the same seed gives the same bits', async () => {
    const bits = async () => (await fitUplift({ ...input, propensity: undefined } as never, runOf('r'))).uplift(x);
    expect(await bits()).toEqual(await bits());
  });
});

describe('leaves of an effect', () => {
  it('take so many rows as it takes to have the rarer arm of even arms, where it is below one in ten', () => {
    expect(rowsPerEvenRow(0.25)).toBe(1);
    expect(rowsPerEvenRow(0.1 * 0.9)).toBe(1);
    expect(rowsPerEvenRow(0.01 * 0.99)).toBeCloseTo(50, 6);
    expect(rowsPerEvenRow(0.4)).toBe(1);
  });

  it('are held to that by what the learner has for it', () => {
    const held = (learner: string, params: object) => steadied({ learner, params: params as never }, 0.01 * 0.99, learnerFor).params;
    expect(held('gbdt', { trees: 5 })).toEqual({ trees: 5, minHessian: 1000 });
    expect(held('gbdt', { minRowsPerLeaf: 2, minHessian: 4000 })).toEqual({ minRowsPerLeaf: 2, minHessian: 4000 });
    expect(held('forest', {})).toEqual({ minRowsPerLeaf: 50 });
    expect(held('linear', {})).toEqual({});
    expect(steadied({ learner: 'gbdt', params: {} }, 0.25, learnerFor).params).toEqual({});
  });
});

describe('refuses', () => {
  const good = simulated(hard, 60, 1);
  it.each<[string, Partial<UpliftInput>, Partial<UpliftRun>]>([
    ['arrays of another length', { y: new Float64Array(3) }, {}],
    ['marks that are none', { treated: new Float64Array(60).fill(2) }, {}],
    ['an arm with too few rows', { treated: new Float64Array(60) }, {}],
    ['outcomes that are not finite', { y: new Float64Array(60).fill(NaN) }, {}],
    ['outcomes that are no yes or no', { task: 'binary' }, {}],
    ['a chance of 1', { propensity: 1 }, {}],
    ['one fold', {}, { folds: 1 }],
    ['a method that is none', {}, { method: 's' as never }],
  ])('%s', async (_, input, run) => {
    await expect(fitUplift({ ...good, ...input }, runOf('t', run))).rejects.toMatchObject({ code: 'MW_LEARN_UPLIFT' });
  });

  it('a learner that does not do its part, and stops when told', async () => {
    await expect(fitUplift(good, runOf('t', { outcome: { learner: 'kmeans', params: {} } }))).rejects.toMatchObject({
      code: 'MW_LEARN_TASK',
    });
    await expect(fitUplift(good, runOf('r', { signal: AbortSignal.abort(new Error('enough')) }))).rejects.toThrow('enough');
  });
});
