import { describe, expect, it } from 'vitest';
import type { Parts } from '../learn/index.js';
import { recommenders, type RecommendInput, type RecommendLearner, type Recommender } from '../recommend/index.js';
import { recommenderCases } from './recommender-cases.js';

const { item_knn: knn } = recommenders;

/** The method with recommenders changed, however they came about. */
const changed = (change: (recommender: Recommender, input?: RecommendInput) => Recommender): RecommendLearner => ({
  ...knn,
  fit: async (input, run) => change(await knn.fit(input, run), input),
  fromParts: (parts, items) => change(knn.fromParts(parts, items)),
});

let fits = 0;

/** Per case a method that breaks it, and how. */
const broken: Readonly<Record<string, readonly [string, RecommendLearner]>> = {
  'the same events, settings and seed give the same bits': [
    'counts its fits',
    {
      ...knn,
      fit: async (input, run) => {
        const one = await knn.fit(input, run);
        const { meta, arrays } = one.toParts();
        const parts: Parts = { meta: { ...(meta as object), fits: fits++ }, arrays };
        return { ...one, toParts: () => parts };
      },
    },
  ],
  'the same bits for any number of threads, on 1,200 items': [
    'asks how many threads there are',
    {
      ...knn,
      fit: async (input, run) => {
        const one = await knn.fit(input, run);
        return { ...one, toParts: () => ({ ...one.toParts(), meta: run.threads }) };
      },
    },
  ],
  'every history has a finite score for every item: an empty one, a long one, one item again and again': [
    'divides by the length of the history',
    changed((one) => ({ ...one, score: ({ items }, out) => void out.fill(1 / items.length) })),
  ],
  'scores are pure: the same history has the same bits, whoever asked before, and is left as it was': [
    'adds to what is there',
    changed((one) => {
      let asked = 0;
      return { ...one, score: (_, out) => void out.fill(asked++) };
    }),
  ],
  'reasons are exact: base and effects add up to the score, within 1e-9': [
    'keeps a part for itself',
    changed((one) => ({ ...one, because: (history, item) => ({ base: 1e-3, effects: one.because!(history, item).effects }) })),
  ],
  'how alike items are is finite, pure, and highest among items of one taste': [
    'finds strangers alike',
    changed((one) => ({
      ...one,
      similar: (item, out) => {
        one.similar!(item, out);
        for (let i = 0; i < out.length; i++) out[i] = -out[i];
      },
    })),
  ],
  'parts make the same recommender again': [
    'forgets what it stored',
    { ...knn, fromParts: (parts, items) => ({ ...knn.fromParts(parts, items), score: (_, out) => void out.fill(0) }) },
  ],
  'damaged parts are refused with MW_LEARN_PARTS': ['trusts any file', { ...knn, fromParts: (_, items) => blank(items) }],
  'parts with odd but possible values are refused, or give finite scores': [
    'stumbles over a file',
    {
      ...knn,
      fromParts: () => {
        throw new Error('what?');
      },
    },
  ],
  'an abort before the fit ends it with its reason': [
    'does not listen',
    { ...knn, fit: (input, run) => knn.fit(input, { ...run, signal: new AbortController().signal }) },
  ],
  'an abort is heard within 200 ms of work, on 3,000 users and 2,000 items': [
    'works at one stretch',
    {
      ...knn,
      fit: async (input) => {
        const from = process.cpuUsage();
        while (process.cpuUsage(from).user < 500_000);
        return blank(input.interactions.items.length);
      },
    },
  ],
  'progress is told in words, and how far of how much': [
    'says nothing',
    {
      ...knn,
      fit: (input, run) => {
        run.progress?.('', 2, 1);
        return knn.fit(input, run);
      },
    },
  ],
  'every parameter says what it does, has a default of its own kind, and refuses what is beyond': [
    'has a default out of range',
    { ...knn, params: { neighbours: { type: 'int', low: 1, high: 10, scale: 'log', default: 0, doc: 'How many.' } } },
  ],
  'every bound and choice of every parameter fits or is refused': [
    'fails at a bound',
    {
      ...knn,
      fit: (input, run) => {
        if (run.params['neighbours'] === 1) throw new Error('what?');
        return knn.fit(input, run);
      },
    },
  ],
  'what tells tastes apart beats what most users take': ['has no taste', { ...knn, fit: recommenders.popularity.fit }],
  'from nothing, or next to it, follow finite scores or an error that says so': [
    'needs two users',
    {
      ...knn,
      fit: (input, run) => {
        if (input.interactions.users.length < 2) throw new Error('what?');
        return knn.fit(input, run);
      },
    },
  ],
};

const blank = (items: number): Recommender => ({ ...knn.fromParts(nothing(items), items) });
const nothing = (items: number): Parts => ({
  meta: { format: 1, outputs: 1, columns: items, entries: 0 },
  arrays: { start: new Int32Array(items + 1), column: new Int32Array(0), weight: new Float32Array(0) },
});

describe('every promise of recommenders can be broken', () => {
  it.for(Object.entries(broken))('%s', async ([name, [, learner]]) => {
    const found = recommenderCases(learner).find((one) => one.name === name);
    await expect(found!.run()).rejects.toThrow();
  });

  it('all but the order of rows, which is not the method’s, are tried', () => {
    const names = recommenderCases(knn).map(({ name }) => name);
    expect(names.filter((name) => !Object.hasOwn(broken, name))).toEqual(['the order of the rows of events makes no difference']);
  });

  it('an exemption of no case suggests the nearest', () => {
    expect(() => recommenderCases(knn, { exempt: { 'parts make the same recommender': { kind: 'never', reason: '' } } })).toThrow(
      'parts make the same recommender again',
    );
  });
});
