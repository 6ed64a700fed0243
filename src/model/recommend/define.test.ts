import { describe, expect, it } from 'vitest';
import { t } from '../../data/index.js';
import { csv } from '../../features/index.js';
import { recommender } from './define.js';
import type { RecommenderOptions } from './recommender-options.js';

const events = csv('events.csv', { user: t.id(), item: t.id(), type: t.category(), rating: t.number(), at: t.timestamp(), day: t.text() });
const items = csv('items.csv', { id: t.id(), title: t.text(), price: t.number() });
const due = { events, user: 'user', item: 'item', time: 'at' } as const;

/** As a program says it whose types nobody has checked. */
const refused = (options: unknown): string => {
  try {
    recommender('shop', options as RecommenderOptions<never>);
  } catch (error) {
    const { code, message, fix } = error as { code?: string; message: string; fix?: string };
    return `${code} ${message} ${fix}`;
  }
  return 'nothing is wrong';
};

describe('the definition of a recommender', () => {
  it('says what is absent or of another kind', () => {
    expect(refused(undefined)).toMatch(/MW_MODEL_RECOMMENDER .*no table of events/);
    expect(refused({ user: 'user', item: 'item', time: 'at' })).toMatch(/no table of events/);
    expect(refused({ events, user: 'user', item: 'item' })).toMatch(/its time is absent/);
    expect(refused({ ...due, time: 'day' })).toMatch(/its time is "day", a column of the kind text .*timestamp/s);
    expect(refused({ ...due, weights: 'type' })).toMatch(/its weight is "type", a column of the kind category/);
    expect(refused({ ...due, learner: 'ease' })).toMatch(/its learner is "ease".*ease\(\{ l2: 300 \}\)/s);
    expect(refused({ ...due, learner: { learner: 'ease', params: { lambda: 3 } } })).toMatch(/MW_LEARN_PARAM_UNKNOWN/);
    expect(refused({ ...due, items: { table: items, id: 'item' } })).toMatch(/no column of the items.*id, title, price/s);
    expect(refused({ ...due, items: {} })).toMatch(/its items are no table/);
  });

  it('has another column for each role; an item may be called by its id', () => {
    expect(refused({ ...due, item: 'user' })).toMatch(/"user" is its user and its item/);
    expect(refused({ ...due, items: { table: items, id: 'id', title: 'id' } })).toBe('nothing is wrong');
  });

  it('has no setting that would be passed over in silence', () => {
    expect(refused({ ...due, taken: ['purchase'] })).toMatch(/no column tells the types/);
    expect(refused({ ...due, halfLifeDays: 0 })).toMatch(/half-life is 0 days/);
    expect(refused({ ...due, repeats: 'last' })).toMatch(/"sum", "strongest" or "newest"/);
    expect(refused({ ...due, seed: 'x' })).toMatch(/its seed is x/);
    expect(refused({ ...due, lists: { diversity: 2 } })).toMatch(/its diversity is 2/);
    expect(refused({ ...due, gate: { floors: { 'ndgc@10': 0.1 } } })).toMatch(/MW_EVALUATE_METRIC_UNKNOWN/);
  });

  it('items of lists differ by expressions over items', () => {
    const differing = (by: unknown, known: unknown = { items: { table: items, id: 'id' } }): string =>
      refused({ ...due, ...(known as object), lists: { diversity: { by } } });
    expect(differing((i: { title: unknown }) => [i.title])).toBe('nothing is wrong');
    expect(differing((i: { title: unknown }) => [i.title], {})).toMatch(/no table of them/);
    expect(differing((i: { nope: unknown }) => [i.nope])).toMatch(/no column "nope"/);
    for (const by of [undefined, () => [], () => ['title'], (i: { title: unknown }) => i.title])
      expect(differing(by)).toMatch(/differ by is no expression over items.*i\.category/s);
    expect(
      recommender('shop', { ...due, items: { table: items, id: 'id' }, lists: { diversity: { by: (i) => [i.price] } } }).lists,
    ).toEqual({ rules: [], diversity: 0.3, differBy: [{ kind: 'column', name: 'price', type: 'number' }], explore: 0 });
  });
});
