import { describe, expect, it } from 'vitest';
import { factorise, random, solveFactored } from '../../core/index.js';
import { resolveParams, type Params } from '../../learn/index.js';
import { interactionsOf } from '../interactions.js';
import type { History, Recommender } from '../recommender.js';
import { als } from './als.js';

/** Users of two kinds, each of whom takes most of the items of its kind and now and then another. */
function twoKinds(): ReturnType<typeof interactionsOf> {
  const draw = random(5, 'kinds');
  const rows: [string, string][] = [];
  for (let u = 0; u < 60; u++)
    for (let i = 0; i < 20; i++)
      if (draw.uniform() < (u % 2 === i % 2 ? 0.6 : 0.05)) rows.push([`u${u}`, `i${String(i).padStart(2, '0')}`]);
  return interactionsOf({ user: rows.map(([u]) => u), item: rows.map(([, i]) => i), time: rows.map((_, at) => at) });
}

const fit = (params: Params = {}, threads = 1, seed = 7): Promise<Recommender> =>
  als.fit(
    { interactions: twoKinds() },
    { params: resolveParams('als', als.params, { factors: 4, l2: 1, ...params }), seed, threads, signal: new AbortController().signal },
  );

const scoresOf = (of: Recommender, history: History): Float64Array => {
  const out = new Float64Array(of.items);
  of.score(history, out);
  return out;
};

const history: History = { items: [3, 8, 3], weights: [1, 0.5, 2] };

describe('als', () => {
  it('a stranger who took items of one kind is shown the others of it', async () => {
    const scores = scoresOf(await fit(), { items: [1, 5, 9], weights: [1, 1, 1] });
    const best = [...scores.keys()].toSorted((a, b) => scores[b] - scores[a]).slice(0, 8);
    expect(best.every((item) => item % 2 === 1)).toBe(true);
  });

  it('the vector of a history solves its normal equations, an item that came twice counting both weights', async () => {
    const recommender = await fit({ alpha: 3 });
    const { factor } = recommender.toParts().arrays;
    const left = new Float64Array(16);
    const right = new Float64Array(4);
    const add = (item: number, times: number, sum: number): void => {
      for (let i = 0; i < 4; i++) {
        right[i] += sum * factor[4 * item + i];
        for (let j = 0; j < 4; j++) left[4 * i + j] += times * factor[4 * item + i] * factor[4 * item + j];
      }
    };
    for (let item = 0; item < 20; item++) add(item, 1, 0);
    add(3, 9, 10);
    add(8, 1.5, 2.5);
    for (let i = 0; i < 4; i++) left[5 * i] += 1;
    factorise(left, 4);
    const vector = solveFactored(left, right);
    const scores = scoresOf(recommender, history);
    for (let item = 0; item < 20; item++)
      expect(scores[item]).toBeCloseTo(
        vector.reduce((sum, value, k) => sum + value * factor[4 * item + k], 0),
        10,
      );
  });

  it('shares of the history add up to the score', async () => {
    const recommender = await fit();
    const scores = scoresOf(recommender, history);
    for (let item = 0; item < 20; item++) {
      const { base, effects } = recommender.because!(history, item);
      expect(effects.reduce((sum, effect) => sum + effect, base)).toBeCloseTo(scores[item], 10);
      expect(effects[2]).toBeCloseTo(2 * effects[0], 10);
    }
  });

  it('items of one kind are alike', async () => {
    const recommender = await fit({ factors: 2 });
    const out = new Float64Array(20);
    recommender.similar!(4, out);
    expect(out[4]).toBeCloseTo(1, 10);
    expect(Math.min(...out.filter((_, i) => i % 2 === 0))).toBeGreaterThan(Math.max(...out.filter((_, i) => i % 2 === 1)));
  });

  it('an empty history scores every item 0', async () =>
    expect(scoresOf(await fit(), { items: [], weights: [] })).toEqual(new Float64Array(20)));

  it('comes back from its parts, and refuses such as no fit makes', async () => {
    const recommender = await fit();
    const parts = recommender.toParts();
    expect(scoresOf(als.fromParts(parts, 20), history)).toEqual(scoresOf(recommender, history));
    const refused = (change: object): void =>
      expect(() => als.fromParts({ ...parts, ...change }, 20)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
    refused({ meta: { ...(parts.meta as object), factors: 0 } });
    refused({ meta: { ...(parts.meta as object), alpha: -1 } });
    refused({ arrays: { ...parts.arrays, against: new Float64Array(16) } });
    refused({ arrays: { ...parts.arrays, factor: new Float32Array(79) } });
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const run = { params: resolveParams('als', als.params, {}), seed: 7, threads: 1, signal };
    await expect(als.fit({ interactions: twoKinds() }, run)).rejects.toThrow('enough');
  });
});
