import { describe, expect, it } from 'vitest';
import { headsOf, random, type Matrix } from '../../core/index.js';
import type { FitInput, Predictor } from '../learner.js';
import { usualWorkings } from './boosting.js';
import { fitForest } from './fit.js';
import { gbdt, gbdtWith } from './gbdt.js';
import { usualObjective } from './objective.js';
import type { GbdtParams } from './params.js';
import { mixedRows, mixedTarget, runOf } from './testing-data.js';

const predictionsOf = (p: Predictor, x: Matrix): Float64Array => {
  const out = new Float64Array(x.rows);
  p.predict(x, out);
  return out;
};

/** A line with noise that is skewed: its mean lies above its median. */
function skewed(rows: number, seed: number): FitInput<'regression'> {
  const draws = random(seed, 'skewed');
  const values = Float64Array.from({ length: rows }, () => draws.uniform());
  const y = values.map((v) => 2 * v + 0.3 * Math.exp(draws.normal()));
  return { task: 'regression', classes: 1, x: { rows, columns: [{ kind: 'number', name: 'v', values }] }, y };
}

const fit = (input: FitInput, params: GbdtParams): Promise<Predictor> => gbdt.fit(input, runOf({ trees: 60, leaves: 8, ...params }));

describe('quantile', () => {
  it.each([0.1, 0.5, 0.9])('%f of fresh targets lie below', async (quantile) => {
    const fresh = skewed(4000, 2);
    for (const weights of [undefined, new Float64Array(4000).fill(3)]) {
      const p = await fit({ ...skewed(4000, 1), ...(weights ? { weights } : {}) }, { objective: 'quantile', quantile });
      const below = predictionsOf(p, fresh.x).filter((v, i) => fresh.y[i] < v).length / 4000;
      expect(Math.abs(below - quantile)).toBeLessThan(0.03);
    }
  });
});

it('absolute and huber stay with the many when a few targets are far off', async () => {
  const input = skewed(2000, 3);
  const spoilt = input.y.map((v, i) => (i % 50 === 7 ? 1000 : v));
  const error = (out: Float64Array): number => out.reduce((sum, v, i) => sum + Math.abs(v - input.y[i]), 0) / out.length;
  for (const params of [{ objective: 'absolute' }, { objective: 'huber', huberDelta: 0.5 }] as const) {
    expect(error(predictionsOf(await fit({ ...input, y: spoilt }, params), input.x))).toBeLessThan(0.4);
  }
  expect(error(predictionsOf(await fit({ ...input, y: spoilt }, {}), input.x))).toBeGreaterThan(5);
});

describe('losses of a logarithm', () => {
  it.each([
    ['poisson', 0],
    ['gamma', 0.5],
    ['tweedie', 0],
  ] as const)('%s predicts the mean, in units of the target, also from stored parts', async (objective, least) => {
    const draws = random(4, 'rates');
    const values = Float64Array.from({ length: 3000 }, () => 3 * draws.uniform());
    const y = values.map((v) => Math.floor(Math.exp(v) * 2 * draws.uniform()) + least);
    const x: Matrix = { rows: 3000, columns: [{ kind: 'number', name: 'v', values }] };
    const p = await fit({ task: 'regression', classes: 1, x, y }, { objective });
    const out = predictionsOf(p, x);
    const high = values.map((v) => Number(v > 2.5));
    const mean = (of: Float64Array): number => of.reduce((sum, v, i) => sum + v * high[i], 0) / high.reduce((a, b) => a + b, 0);
    expect(mean(out) / mean(y)).toBeCloseTo(1, 1);
    expect(out.every((v) => v > 0)).toBe(true);
    expect(predictionsOf(gbdt.fromParts(p.toParts(), headsOf(x)), x)).toEqual(out);
    const one = new Float64Array(1);
    p.predictRow(Float64Array.of(values[5]), one);
    expect(one[0]).toBe(out[5]);
  });

  it('refuse targets that they cannot have, with the first row', async () => {
    const input = { ...skewed(10, 1), y: Float64Array.of(1, 2, 0, -1, 1, 1, 1, 1, 1, 1) };
    await expect(fit(input, { objective: 'poisson' })).rejects.toMatchObject({ code: 'MW_LEARN_TARGET', params: { row: 3, got: -1 } });
    await expect(fit(input, { objective: 'gamma' })).rejects.toMatchObject({ code: 'MW_LEARN_TARGET', params: { row: 2, got: 0 } });
    await expect(fit(input, { objective: 'tweedie' })).rejects.toMatchObject({
      message: 'the learner "gbdt" with objective "tweedie" needs targets of at least 0, but row 3 has -1',
    });
    const sound = { ...input, y: input.y.map(Math.abs), validation: input };
    await expect(fit(sound, { objective: 'poisson' })).rejects.toMatchObject({
      message: 'the learner "gbdt" with objective "poisson" for the validation rows needs targets of at least 0, but row 3 has -1',
    });
  });
});

describe('a loss of one’s own', () => {
  const squared = (scale: number): Parameters<typeof gbdtWith>[0] => ({
    outputs: 1,
    base: () => Float64Array.of(0),
    gradients: (margins, y, _weights, [out]) =>
      y.forEach((value, i) => {
        out[2 * i] = scale * (margins[i] - value);
        out[2 * i + 1] = scale;
      }),
    loss: (margins, y) => margins.reduce((sum, m, i) => sum + (m - y[i]) ** 2, 0),
  });

  it('is boosted like ours', async () => {
    const input = skewed(1500, 1);
    const own = predictionsOf(await gbdtWith(squared(4)).fit(input, runOf({ trees: 60 })), input.x);
    const ours = predictionsOf(await fit(input, { trees: 60, leaves: 31 }), input.x);
    const off = own.reduce((sum, v, i) => sum + (v - ours[i]) ** 2, 0) / 1500;
    expect(off).toBeLessThan(0.01);
  });

  it('is refused when its gradients are not finite, or hessians negative', async () => {
    for (const scale of [NaN, Infinity, -1]) {
      await expect(gbdtWith(squared(scale)).fit(skewed(50, 1), runOf())).rejects.toMatchObject({ code: 'MW_LEARN_DIVERGED' });
    }
  });
});

it('a loss that is no number on the validation rows is an error, not a model without trees', async () => {
  const input = skewed(60, 1);
  const lost = gbdtWith({ ...usualObjective('regression', 1), loss: () => NaN });
  const fit = lost.fit({ ...input, validation: input }, runOf({ trees: 5, earlyStoppingRounds: 2 }));
  await expect(fit).rejects.toMatchObject({ code: 'MW_LEARN_DIVERGED', params: { round: 1 } });
});

describe('draws of rows', () => {
  it('one-sided: the tenth that the trees see teaches about as much', async () => {
    const [train, fresh] = [mixedRows(4000, 1), mixedRows(1000, 2)];
    const y = mixedTarget(train, 1);
    const truth = mixedTarget(fresh, 2);
    const input = { task: 'regression' as const, classes: 1, x: train, y };
    const error = async (params: GbdtParams): Promise<number> => {
      const out = predictionsOf(await gbdt.fit(input, runOf({ trees: 60, ...params })), fresh);
      return out.reduce((sum, v, i) => sum + (v - truth[i]) ** 2, 0) / 1000;
    };
    const [all, some] = [await error({}), await error({ oneSide: true })];
    expect(some).toBeLessThan(1.4 * all);
    expect(some).not.toBe(all);
  });
});

describe('interactions', () => {
  it('keep each branch to one group; features of no group form another', async () => {
    const x = mixedRows(2000, 1);
    const forest = await fitForest(
      { task: 'regression', classes: 1, x, y: mixedTarget(x, 1) },
      runOf({ trees: 20, interactions: [['a', 'b']] }),
      { workings: usualWorkings },
    );
    const groupOf = (column: number): number => (column < 2 ? 0 : 1);
    let mixed = 0;
    forest.left.forEach((_, node) => {
      for (const child of [forest.left[node], forest.right[node]]) {
        if (child >= 0 && groupOf(forest.column[child]) !== groupOf(forest.column[node])) mixed++;
      }
    });
    expect(mixed).toBe(0);
    expect(new Set(forest.column)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('refuse a feature that is not there, with the nearest name', async () => {
    await expect(fit(skewed(20, 1), { interactions: [['w']] })).rejects.toMatchObject({ code: 'MW_LEARN_PARAM_FEATURE' });
  });
});
