import { describe, expect, it } from 'vitest';
import type { TrainedRecommender } from '../../model/index.js';
import { evaluatedListsText, trainedRecommenderText } from './recommender.js';

const at = (value: number) => ({ value, low: value - 0.01, high: value + 0.01 });
const KS = [5, 10, 20];
const metrics = Object.fromEntries(
  ['ndcg', 'recall', 'precision', 'hit_rate', 'mrr', 'map'].flatMap((name) => KS.map((k) => [`${name}@${k}`, at(0.2)])),
);
const beyond = { k: 10, lists: { coverage: 0.26, novelty: at(2.5) }, popularity: { coverage: 0.03, novelty: at(1.25) } };
const trained = {
  model: 'shop',
  version: 3,
  learner: 'blend',
  headline: 'Found.',
  metric: 'map@5',
  metrics,
  baseline: { 'map@5': 0.05, 'ndcg@10': 0.1 },
  evaluation: { beyond, users: { judged: 9 } },
  leaderboard: [
    {
      learner: 'blend',
      params: {
        members: [
          { learner: 'ease', params: {}, weight: 0.6 },
          { learner: 'stan', params: {}, weight: 0.4 },
        ],
      },
      metric: 0.3,
      seconds: 2,
    },
    { learner: 'ease', params: { recency: 5 }, metric: 0.25, seconds: 1 },
  ],
  rows: { train: 80, holdout: 20, quarantined: 0 },
  users: { all: 10, judged: 9 },
  items: { all: 30 },
  seconds: 4,
  digest: 'abcdef0123456789',
} as unknown as TrainedRecommender;

describe('what training says of a recommender', () => {
  const lines = trainedRecommenderText(trained, { colour: false }).split('\n');

  it('is the metric that chose and the few that decide, beside what most users take', () => {
    const names = lines.filter((line) => /^\w+@\d+ /.test(line)).map((line) => line.slice(0, line.indexOf(' ')));
    expect(names).toEqual(['map@5', 'ndcg@10', 'recall@20', 'hit_rate@10', 'precision@10']);
    expect(lines.find((line) => line.startsWith('map@5'))).toMatch(/^map@5 +0\.2 \(0\.19 … 0\.21\) +0\.05$/);
    expect(lines.find((line) => line.startsWith('items on any list of 10'))).toMatch(/ 26% +3%$/);
    expect(lines.find((line) => line.startsWith('novelty, in bits'))).toMatch(/ 2\.5 \(2\.49 … 2\.51\) +1\.25$/);
  });

  it('tells what a blend is of, and how much newer events count', () => {
    expect(lines.some((line) => line.startsWith('blend of 60% ease, 40% stan '))).toBe(true);
    expect(lines.some((line) => line.startsWith('ease, newer events first (5) '))).toBe(true);
  });
});

it('an evaluation shows the same few, and nothing where nobody could be judged', () => {
  const evaluated = { ...trained, rows: 20, unknownItems: 0 } as never;
  expect(evaluatedListsText(evaluated, { colour: false }).match(/^\w+@(5|10|20) /gm)).toHaveLength(5);
  const nobody = { ...trained, rows: 20, unknownItems: 1, metrics: {}, evaluation: { users: { judged: 0 } } } as never;
  expect(evaluatedListsText(nobody, { colour: false })).not.toContain('@10');
});
