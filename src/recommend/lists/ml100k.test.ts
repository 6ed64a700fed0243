import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveParams } from '../../learn/index.js';
import { historyOf } from '../history.js';
import { interactionsOf } from '../interactions.js';
import { withRecency } from '../recency.js';
import { recommenders } from '../registry.js';
import { lastOfEachUser } from '../split.js';
import { likeness } from '../vectors/item-vectors.js';
import { vectorsByTakers } from '../vectors/takers.js';
import { makeList } from './make-list.js';

const file = '../shared/data/ml100k/u.data';

describe.skipIf(!existsSync(file))('lists of MovieLens 100K', () => {
  it('differ by a fifth more for at most 3% of ndcg, at the usual weight', async () => {
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    const columns = { user: lines.map(([u]) => u), item: lines.map(([, i]) => i), time: lines.map((line) => 1000 * Number(line[3])) };
    const split = lastOfEachUser(interactionsOf(columns), 0.2);
    const params = resolveParams('ease', recommenders.ease.params, {});
    const run = { params, seed: 7, threads: 1, signal: new AbortController().signal };
    const recommender = withRecency(await recommenders.ease.fit({ interactions: split.before }, run), 10);
    const vectors = vectorsByTakers(split.before);
    const judged = (isDiverse: boolean): { ndcg: number; diversity: number } => {
      let [ndcg, diversity, users] = [0, 0, 0];
      for (let u = 0; u < split.before.users.length; u++) {
        const history = historyOf(split.before, u);
        const seen = new Set(history.items as Int32Array);
        const later = new Set(Array.from(historyOf(split.after, u).items).filter((item) => !seen.has(item)));
        if (later.size === 0) continue;
        const wish = { history, k: 10, leftOut: (item: number) => seen.has(item), ...(isDiverse ? { diversity: { vectors } } : {}) };
        const list = makeList(recommender, wish).items.map(({ item }) => item);
        let [gain, ideal, apart] = [0, 0, 0];
        list.forEach((item, place) => (gain += later.has(item) ? 1 / Math.log2(place + 2) : 0));
        for (let place = 0; place < Math.min(10, later.size); place++) ideal += 1 / Math.log2(place + 2);
        list.forEach((a, i) => list.slice(0, i).forEach((b) => (apart += (1 - likeness(vectors, a, b)) / 45)));
        [ndcg, diversity, users] = [ndcg + gain / ideal, diversity + apart, users + 1];
      }
      return { ndcg: ndcg / users, diversity: diversity / users };
    };
    const [plain, diverse] = [judged(false), judged(true)];
    expect(diverse.diversity / plain.diversity).toBeGreaterThan(1.2);
    expect(diverse.ndcg / plain.ndcg).toBeGreaterThan(0.97);
  });
});
