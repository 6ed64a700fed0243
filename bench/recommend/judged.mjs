// Lists of both sides under the same metrics: all unseen items ranked, users with something new to find.
import { rankingMetrics } from 'millwright/evaluate';
import { historyOf, topItems } from 'millwright/recommend';

export const K = 20;
const WANTED = [
  ['recall', 20],
  ['ndcg', 10],
];

/** Per user what came after and had not been there before; users without such are left out. `most`: every how-manieth, so that about so many are left. */
export function askedUsers({ before, after }, most = Infinity) {
  const found = [];
  for (let u = 0; u < before.users.length; u++) {
    const seen = new Set(historyOf(before, u).items);
    const taken = new Set(Array.from(historyOf(after, u).items).filter((item) => !seen.has(item)));
    if (taken.size > 0 && seen.size > 0) found.push({ user: u, taken });
  }
  const step = Math.max(1, Math.floor(found.length / most));
  return found.filter((_, i) => i % step === 0);
}

/** Mean metrics of lists, one per asked user. */
export function judged(lists, asked) {
  const means = WANTED.map(([name, k]) => {
    const metric = rankingMetrics.find((one) => one.name === name);
    const sum = asked.reduce((total, { taken }, a) => {
      const hits = Uint8Array.from(lists[a], (item) => (taken.has(item) ? 1 : 0));
      return total + metric.of(hits, taken.size, k);
    }, 0);
    return [`${name}@${k}`, sum / asked.length];
  });
  return Object.fromEntries(means);
}

/** What a recommender of ours lists for each asked user. */
export function listsOf(recommender, before, asked) {
  const scores = new Float64Array(recommender.items);
  return asked.map(({ user }) => {
    const history = historyOf(before, user);
    const seen = new Set(history.items);
    recommender.score(history, scores);
    return topItems(scores, K, (item) => seen.has(item));
  });
}
