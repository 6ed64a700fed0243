import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import {
  beyondAccuracy,
  exposureOf,
  intraListDiversity,
  rankingMetricNamed,
  rankingMetrics,
  rankingMetricsAt,
  sameGroup,
  timesShown,
  userGains,
  userMeans,
} from './index.js';

interface Case {
  readonly hits: readonly number[];
  readonly taken: number;
  readonly values: Readonly<Record<string, number>>;
}
const cases = JSON.parse(readFileSync(new URL('fixtures/ranking.json', import.meta.url), 'utf8')) as Case[];

/** Every list of `candidates` items, the first `taken` of which were taken, as hits. */
function orders(candidates: number, taken: number): number[][] {
  const permutations = (rest: number[]): number[][] =>
    rest.length === 0 ? [[]] : rest.flatMap((one, i) => permutations(rest.toSpliced(i, 1)).map((more) => [one, ...more]));
  return permutations([...Array(candidates).keys()]).map((order) => order.map((item) => (item < taken ? 1 : 0)));
}

describe('metrics of a list', () => {
  it('are those of ranx and of scikit-learn on 40 lists', () => {
    for (const { hits, taken, values } of cases)
      for (const { name, metric, k } of rankingMetricsAt([1, 3, 5, 10])) {
        expect(metric.of(hits, taken, k)).toBeCloseTo(values[name], 12);
        if (metric.name === 'ndcg') expect(metric.of(hits, taken, k)).toBeCloseTo(values[`sklearn_${name}`], 12);
      }
  });

  it.each(rankingMetrics.map((metric) => [metric.name, metric] as const))(
    '%s of a random order is its mean over all orders',
    (_, metric) => {
      for (const [candidates, taken] of [
        [1, 1],
        [4, 1],
        [5, 2],
        [6, 4],
        [4, 4],
      ])
        for (const k of [1, 2, 3, 8]) {
          const all = orders(candidates, taken);
          const mean = all.reduce((sum, hits) => sum + metric.of(hits, taken, k), 0) / all.length;
          expect(metric.atRandom(taken, candidates, k)).toBeCloseTo(mean, 12);
        }
    },
  );

  it('are named with their length', () => {
    expect(rankingMetricNamed('recall@20')).toMatchObject({ name: 'recall@20', k: 20, metric: { name: 'recall' } });
    for (const wrong of ['ndcg', 'ndcg@0', 'ndcg@-1', 'ndcg@1.5', 'ndcg@10@2', 'ndgc@10', 'ndcg@'])
      expect(() => rankingMetricNamed(wrong)).toThrow(expect.objectContaining({ code: 'MW_EVALUATE_METRIC_UNKNOWN' }));
    expect(() => rankingMetricNamed('ndgc@10')).toThrow(/Did you mean "ndcg@10"/);
    expect(() => rankingMetricNamed('ndcg@7', [5, 10])).toThrow();
  });
});

describe('means over users', () => {
  it('a share of users has Wilson’s interval; all alike are in doubt by the rule of three', () => {
    const of = (values: number[], name: string) => userMeans({ [name]: Float64Array.from(values) }, { seed: 7 })[name];
    // Wilson, 10 of 10: 0.7224672 … 1
    expect(of(Array(10).fill(1), 'hit_rate@5').low).toBeCloseTo(0.7224672, 6);
    expect(of(Array(10).fill(0), 'ndcg@5')).toEqual({ value: 0, low: 0, high: expect.closeTo(1 - 0.05 ** 0.1, 12) as number });
    expect(of(Array(10).fill(1), 'ndcg@5')).toEqual({ value: 1, low: expect.closeTo(0.05 ** 0.1, 12) as number, high: 1 });
    expect(of([], 'ndcg@5')).toEqual({ value: NaN, low: 0, high: 1 });
  });

  it('hold the true mean in 95 % of samples', () => {
    const stream = random(3, 'users');
    let held = 0;
    for (let run = 0; run < 300; run++) {
      const values = Float64Array.from({ length: 200 }, () => (stream.uniform() < 0.3 ? stream.uniform() : 0));
      const { low, high } = userMeans({ 'ndcg@10': values }, { seed: run, resamples: 400 })['ndcg@10'];
      held += Number(low <= 0.15 && high >= 0.15);
    }
    // 95 % less three standard errors of 300 runs
    expect(held / 300).toBeGreaterThan(0.912);
  });

  it('gains are paired: a small steady gain is sure where the separate intervals overlap', () => {
    const stream = random(5, 'pairs');
    const b = Float64Array.from({ length: 300 }, () => stream.uniform());
    const a = b.map((value) => value + 0.01 * (stream.uniform() + 0.5));
    const gain = userGains({ 'ndcg@5': a }, { 'ndcg@5': b, 'map@5': b }, { seed: 1 });
    expect(Object.keys(gain)).toEqual(['ndcg@5']);
    expect(gain['ndcg@5'].value).toBeCloseTo(0.01, 3);
    expect(gain['ndcg@5'].low).toBeGreaterThan(0.009);
    const [own, other] = [a, b].map((values) => userMeans({ 'ndcg@5': values }, { seed: 1 })['ndcg@5']);
    expect(own.low).toBeLessThan(other.high);
  });
});

describe('what lists are like', () => {
  const lists = [
    [0, 1],
    [0, 2],
    [0, 1],
  ];

  it('coverage and Gini by hand: 3, 2, 1 and 0 places', () => {
    const times = timesShown(lists, 2, 4);
    expect(Array.from(times)).toEqual([3, 2, 1, 0]);
    // Σ (2i − n − 1) xᵢ / (n Σ x) = (−3·0 − 1·1 + 1·2 + 3·3) / 24
    expect(exposureOf(times)).toEqual({
      coverage: 0.75,
      gini: 10 / 24,
      lorenz: [
        [0, 0],
        [0.25, 0],
        [0.5, 1 / 6],
        [0.75, 0.5],
        [1, 1],
      ],
    });
    expect(exposureOf(Float64Array.of(2, 2)).gini).toBe(0);
    expect(exposureOf(new Float64Array(3))).toEqual({ coverage: 0, gini: 0, lorenz: [] });
  });

  it('novelty in bits, popularity and its lift, diversity by groups', () => {
    const like = beyondAccuracy({
      lists,
      k: 2,
      takenBy: Float64Array.of(0.5, 0.25, 0, 0),
      users: 8,
      before: Float64Array.of(0.25, NaN, 0.125),
      similarity: sameGroup([0, 0, 1, -1]),
      seed: 7,
    });
    // Bits: (1 + 2)/2, (1 + 3)/2 (nobody counts as one of eight), (1 + 2)/2
    expect(like.novelty.value).toBeCloseTo((1.5 + 2 + 1.5) / 3, 12);
    expect(like.popularity.value).toBeCloseTo((0.375 + 0.25 + 0.375) / 3, 12);
    // Of the users who took something: (0.375 + 0.375) / (0.25 + 0.125) − 1
    expect(like.popularityLift).toBeCloseTo(1, 12);
    expect(like.diversity!.value).toBeCloseTo(1 / 3, 12);
  });

  it('diversity is over pairs of which something is known', () => {
    expect(intraListDiversity([0, 1, 2, 3], 4, sameGroup([0, 0, 1, -1]))).toBeCloseTo(2 / 3, 12);
    expect(intraListDiversity([0, 3], 4, sameGroup([0, 0, 1, -1]))).toBeNaN();
    expect(intraListDiversity([0, 2, 1], 2, (a, b) => (a + b) / 10)).toBeCloseTo(0.8, 12);
  });
});
