import { describe, expect, it } from 'vitest';
import { random, rowOf, type Matrix } from '../../core/index.js';
import { resolveParams } from '../../learn/index.js';
import { interactionsOf, type Interactions } from '../interactions.js';
import type { History, Recommender, RecommendInput } from '../recommender.js';
import { codeOf, entriesOf } from './feature-code.js';
import { hybrid } from './hybrid.js';

const KINDS = ['tea', 'cup', 'book'];
const USERS = 90;
const ITEMS = 30;

/** Users of three kinds take items of theirs; items 27, 28 and 29, one of each kind, are new: nobody has taken them. */
function shop(): Interactions {
  const draw = random(5, 'kinds');
  const rows: [string, string][] = [];
  for (let u = 0; u < USERS; u++)
    for (let i = 0; i < ITEMS - 3; i++)
      if (i === u % 3 || draw.uniform() < (u % 3 === i % 3 ? 0.5 : 0.04)) rows.push([idOf('u', u), idOf('i', i)]);
  const known = Array.from({ length: ITEMS }, (_, i) => idOf('i', i));
  return interactionsOf({ user: rows.map(([u]) => u), item: rows.map(([, i]) => i), time: rows.map((_, at) => at) }, known);
}

const idOf = (letter: string, number: number): string => letter + String(number).padStart(2, '0');
const kindOf = (rows: number): Matrix => ({
  rows,
  columns: [{ kind: 'category', name: 'kind', levels: KINDS, codes: Int32Array.from({ length: rows }, (_, i) => i % 3) }],
});
const withFeatures = (): RecommendInput => ({ interactions: shop(), itemFeatures: kindOf(ITEMS), userFeatures: kindOf(USERS) });

const runOf = (signal = new AbortController().signal) => ({
  params: resolveParams('hybrid', hybrid.params, { factors: 8 }),
  seed: 7,
  threads: 1,
  signal,
});
const fitted = (input = withFeatures()): Promise<Recommender> => hybrid.fit(input, runOf());

const scoresOf = (of: Recommender, history: History): Float64Array => {
  const out = new Float64Array(of.items);
  of.score(history, out);
  return out;
};
const orderOf = (scores: Float64Array): number[] => [...scores.keys()].toSorted((a, b) => scores[b] - scores[a]);
const nothing: History = { items: [], weights: [] };

describe('hybrid', () => {
  it('a new item is shown to those who take its kind, before every item of another kind', async () => {
    const recommender = await fitted();
    for (const kind of [0, 1, 2]) {
      const order = orderOf(scoresOf(recommender, { items: [kind, kind + 3, kind + 6], weights: [1, 1, 1] }));
      expect(order.indexOf(27 + kind)).toBeLessThan(Math.min(...order.filter((i) => i % 3 !== kind).map((i) => order.indexOf(i))));
    }
  });

  it('a new user of whom only the kind is known is shown that kind', async () => {
    const recommender = await fitted();
    for (const kind of [0, 1, 2]) {
      const best = orderOf(scoresOf(recommender, { ...nothing, user: rowOf(kindOf(3), kind) })).slice(0, 8);
      expect(best.every((item) => item % 3 === kind)).toBe(true);
    }
  });

  it('without features it learns from events alone, and new items come by no history', async () => {
    const recommender = await fitted({ interactions: shop() });
    const order = orderOf(scoresOf(recommender, { items: [0, 3, 6], weights: [1, 1, 1] }));
    expect(order.slice(0, 7).every((item) => item % 3 === 0)).toBe(true);
  });

  it('shares of the history, the item’s own strength and the user’s features add up to the score', async () => {
    const recommender = await fitted();
    const history: History = { items: [3, 8, 3], weights: [1, 0.5, 2], user: rowOf(kindOf(3), 1) };
    const scores = scoresOf(recommender, history);
    const stranger = scoresOf(recommender, { ...nothing, user: rowOf(kindOf(3), 1) });
    for (let item = 0; item < ITEMS; item++) {
      const { base, effects } = recommender.because!(history, item);
      expect(effects.reduce((sum, effect) => sum + effect, base)).toBeCloseTo(scores[item], 10);
      expect(base).toBeCloseTo(stranger[item], 10);
    }
  });

  it('comes back from its parts, and refuses such as no fit makes', async () => {
    const recommender = await fitted();
    const parts = recommender.toParts();
    const history: History = { items: [2, 4], weights: [1, 1], user: rowOf(kindOf(3), 2) };
    expect(scoresOf(hybrid.fromParts(parts, ITEMS), history)).toEqual(scoresOf(recommender, history));
    const refused = (change: object): void =>
      expect(() => hybrid.fromParts({ ...parts, ...change }, ITEMS)).toThrow(expect.objectContaining({ code: 'MW_LEARN_PARTS' }));
    refused({ meta: { ...(parts.meta as object), factors: 0.5 } });
    refused({ meta: { ...(parts.meta as object), userCode: [{ kind: 'number', mean: 'x', scale: 1 }] } });
    refused({ meta: { ...(parts.meta as object), userCode: [] } });
  });

  it('the same seed gives the same bits', async () => {
    expect((await fitted()).toParts().arrays).toEqual((await fitted()).toParts().arrays);
  });

  it('stops when told to', async () =>
    expect(hybrid.fit(withFeatures(), runOf(AbortSignal.abort(new Error('enough'))))).rejects.toThrow('enough'));
});

describe('features', () => {
  const matrix: Matrix = {
    rows: 4,
    columns: [
      { kind: 'number', name: 'price', values: Float64Array.of(1, 3, NaN, 2) },
      { kind: 'flag', name: 'new', values: Uint8Array.of(1, 0, 255, 1) },
      { kind: 'category', name: 'kind', levels: ['a', 'b'], codes: Int32Array.of(1, -1, 0, 1) },
    ],
  };

  it('numbers in standard deviations, a yes as 1, a level as one of its own; missing ones say nothing', () => {
    const code = codeOf(matrix);
    const deviation = Math.sqrt(2 / 3);
    expect(entriesOf(code, rowOf(matrix, 0))).toEqual({ index: [0, 1, 3], value: [-1 / deviation, 1, 1] });
    expect(entriesOf(code, rowOf(matrix, 1))).toEqual({ index: [0], value: [1 / deviation] });
    expect(entriesOf(code, rowOf(matrix, 2))).toEqual({ index: [2], value: [1] });
    expect(entriesOf(code, Float64Array.of(1000, NaN, 7))).toEqual({ index: [0], value: [3] });
  });
});
