import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveParams, type Params } from '../learn/index.js';
import { interactionsOf } from './interactions.js';
import { judgeLists } from './judge.js';
import { recommenders } from './registry.js';
import { lastOfEachUser } from './split.js';
import { withRecency } from './recency.js';

const file = '../shared/data/ml100k/u.data';

/** Figures of implicit 0.7 and of EASE in NumPy in the same protocol: the last fifth of every user's events by time, all unseen items ranked. */
describe.skipIf(!existsSync(file))('MovieLens 100K', () => {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const split = lastOfEachUser(
    interactionsOf({
      user: lines.map(([u]) => u),
      item: lines.map(([, i]) => i.padStart(4, '0')),
      time: lines.map((line) => 1000 * Number(line[3])),
    }),
    0.2,
  );
  const ndcg = async (name: keyof typeof recommenders, params: Params = {}, halfLife = 0, seed = 7): Promise<number> => {
    const learner = recommenders[name];
    const run = { params: resolveParams(name, learner.params, params), seed, threads: 1, signal: new AbortController().signal };
    const fitted = await learner.fit({ interactions: split.before }, run);
    const values = judgeLists(withRecency(fitted, halfLife), split, [10]).values['ndcg@10'];
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };

  it('popularity', async () => expect(await ndcg('popularity')).toBeCloseTo(0.1163, 3));
  it('item_knn', async () => expect(await ndcg('item_knn')).toBeGreaterThan(0.18));
  it('ease', async () => expect(await ndcg('ease')).toBeGreaterThan(0.197));
  it.for([7, 1, 2])('als, seed %i', async (seed) => expect(await ndcg('als', {}, 0, seed)).toBeGreaterThan(0.191));
  it('ease, newer events first', async () => expect(await ndcg('ease', {}, 10)).toBeGreaterThan(0.235));
});
