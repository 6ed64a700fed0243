import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { resolveParams } from '../../learn/index.js';
import { interactionsOf, type Interactions } from '../interactions.js';
import type { History, Recommender } from '../recommender.js';
import { bpr } from './bpr.js';

/** Users of two kinds, each of whom takes most of the items of its kind and now and then another. */
function twoKinds(): Interactions {
  const draw = random(5, 'kinds');
  const rows: [string, string][] = [];
  for (let u = 0; u < 60; u++)
    for (let i = 0; i < 20; i++)
      if (draw.uniform() < (u % 2 === i % 2 ? 0.6 : 0.05)) rows.push([`u${u}`, `i${String(i).padStart(2, '0')}`]);
  return interactionsOf({ user: rows.map(([u]) => u), item: rows.map(([, i]) => i), time: rows.map((_, at) => at) });
}

const runOf = (signal = new AbortController().signal) => ({
  params: resolveParams('bpr', bpr.params, { factors: 6 }),
  seed: 7,
  threads: 2,
  signal,
});
const fitted = (): Promise<Recommender> => bpr.fit({ interactions: twoKinds() }, runOf());

const scoresOf = (of: Recommender, history: History): Float64Array => {
  const out = new Float64Array(of.items);
  of.score(history, out);
  return out;
};

describe('bpr', () => {
  it('a stranger who took items of one kind is shown the others of it', async () => {
    const history = { items: [1, 5, 9], weights: [1, 1, 1] };
    const { items } = (await fitted()).best!(history, 7, (item) => history.items.includes(item));
    expect([...items].toSorted((a, b) => a - b)).toEqual([3, 7, 11, 13, 15, 17, 19]);
  });

  it('the vector of a history is where its ranking is best: the slope is small', async () => {
    const recommender = await fitted();
    const { factor, own } = recommender.toParts().arrays;
    const history = { items: [3, 8, 8], weights: [1, 0.5, 2] };
    const scores = scoresOf(recommender, history);
    const meanOf = (of: (item: number) => number): number => Array.from({ length: 20 }, (_, i) => of(i)).reduce((a, b) => a + b, 0) / 20;
    const mean = Float64Array.from({ length: 6 }, (_, k) => meanOf((i) => factor[6 * i + k]));
    const middle = meanOf((i) => scores[i]);
    // slope along each (y − m), l2 being far below it
    const slopes = history.items.map((item, h) => history.weights[h] / (1 + Math.exp(scores[item] - middle)));
    const slope = mean.map((m, k) => history.items.reduce((sum, item, h) => sum + slopes[h] * (factor[6 * item + k] - m), 0));
    const start = mean.map((m, k) =>
      history.items.reduce(
        (sum, item, h) => sum + (history.weights[h] / (1 + Math.exp(own[item] - meanOf((i) => own[i])))) * (factor[6 * item + k] - m),
        0,
      ),
    );
    expect(Math.hypot(...slope)).toBeLessThan(0.5 * Math.hypot(...start));
  });

  it('shares of the history and the item’s own strength add up to the score', async () => {
    const recommender = await fitted();
    const history = { items: [3, 8, 3], weights: [1, 0.5, 2] };
    const scores = scoresOf(recommender, history);
    for (let item = 0; item < 20; item++) {
      const { base, effects } = recommender.because!(history, item);
      expect(effects.reduce((sum, effect) => sum + effect, base)).toBeCloseTo(scores[item], 10);
    }
  });

  it('without a history, what most take comes first', async () => {
    const recommender = await fitted();
    const { item } = twoKinds();
    const taken = Float64Array.from({ length: 20 }, (_, i) => item.filter((one) => one === i).length);
    const scores = scoresOf(recommender, { items: [], weights: [] });
    const order = [...scores.keys()].toSorted((a, b) => scores[b] - scores[a]);
    expect(order.slice(0, 5).reduce((sum, i) => sum + taken[i], 0)).toBeGreaterThan(order.slice(-5).reduce((sum, i) => sum + taken[i], 0));
  });

  it('comes back from its parts, and refuses such as no fit makes', async () => {
    const recommender = await fitted();
    const parts = recommender.toParts();
    const history = { items: [2, 4], weights: [1, 1] };
    expect(scoresOf(bpr.fromParts(parts, 20), history)).toEqual(scoresOf(recommender, history));
    const refused = (change: object): void =>
      expect(() => bpr.fromParts({ ...parts, ...change }, 20)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
    refused({ meta: { ...(parts.meta as object), factors: 0 } });
    refused({ meta: { ...(parts.meta as object), l2: -1 } });
    refused({ arrays: { ...parts.arrays, own: new Float32Array(19) } });
  });

  it('vectors that grow without end are an error, not scores that are no numbers', async () => {
    const params = resolveParams('bpr', bpr.params, { learningRate: 1, l2: 0, iterations: 1000 });
    const fault = { code: 'MW_RECOMMEND_DIVERGED', message: 'with learningRate = 1 the vectors of bpr grew without end' };
    await expect(bpr.fit({ interactions: twoKinds() }, { ...runOf(), params })).rejects.toMatchObject(fault);
  });

  it('more than a memory holds is said before anything is made', async () => {
    const users = Array.from({ length: 1_100_000 }, () => 'u');
    const interactions = { ...twoKinds(), users, start: new Int32Array(users.length + 1) };
    const params = resolveParams('bpr', bpr.params, { factors: 1024 });
    await expect(bpr.fit({ interactions }, { ...runOf(), params })).rejects.toMatchObject({ code: 'MW_RECOMMEND_MEMORY' });
  });

  it('stops when told to', async () =>
    expect(bpr.fit({ interactions: twoKinds() }, runOf(AbortSignal.abort(new Error('enough'))))).rejects.toThrow('enough'));
});
