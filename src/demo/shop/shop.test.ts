import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { contrast, isEarly, momentsOf } from '../../evaluate/index.js';
import { chancesOf, PAY, READ_ON } from './choice.js';
import { deedsOn, settle, valueOf } from './deeds.js';
import { bestsellers, FRONT, simulateDay, simulateHistory } from './history.js';
import { bestList, expectedOf } from './list-value.js';
import { listsOf } from './lists.js';
import { makeShop } from './shop.js';
import { openState } from './state.js';
import { drawTrial, trueEffect } from './trial.js';

const size = { seed: 7, users: 1500, items: 120, days: 120 };
const history = simulateHistory(size, 100);
const { shop, state, events } = history;
const people = [...new Set([...state.due.values()].flat())].slice(0, 300);

describe('the simulated shop', () => {
  it('is the same for the same seed and another for another', () => {
    expect(simulateHistory(size, 100).events).toEqual(events);
    expect(simulateHistory({ ...size, seed: 8 }, 100).events).not.toEqual(events);
  });

  it('has titles that are all different, prices and margins that leave something', () => {
    expect(new Set(makeShop({ ...size, items: 6000 }).catalogue.map(({ title }) => title)).size).toBe(6000);
    expect(shop.catalogue.every(({ price, margin }) => price > 2 && margin > 0 && margin < price)).toBe(true);
  });

  it('keeps a log in the order of time, ids once, of known people and things, nothing before a launch, returns of what was bought', () => {
    expect(events.every(({ at }, i) => i === 0 || at >= events[i - 1].at)).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const items = new Map(shop.catalogue.map((item) => [item.id, item]));
    const day = (at: number): number => Math.floor((at - Date.UTC(2025, 0, 1)) / 86_400_000);
    for (const { item, at } of events) expect(items.get(item)!.launchDay).toBeLessThanOrEqual(day(at));
    const bought = new Set(events.filter(({ type }) => type === 'purchase').map(({ user, item }) => `${user} ${item}`));
    const back = events.filter(({ type }) => type === 'return');
    expect(back.length).toBeGreaterThan(3);
    for (const { user, item } of back) expect(bought).toContain(`${user} ${item}`);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['view', 'cart', 'purchase', 'return']));
  });

  it('runs out of things now and then, and nobody can buy those', () => {
    const empty = { ...state, stock: new Int32Array(shop.items) };
    const list = bestsellers(shop, state, FRONT);
    expect(expectedOf(shop, empty, people[0], list)).toMatchObject({ purchases: 0, revenue: 0 });
    expect(expectedOf(shop, empty, people[0], list).views).toBe(expectedOf(shop, state, people[0], list).views);
    expect(state.stock.some((pieces) => pieces === 0)).toBe(true);
  });
});

describe('what a list brings', () => {
  it('is the sum over its places, worked by hand', () => {
    const [person, a, b] = [people[0], 3, 8];
    const fresh = { ...openState(shop), day: 50 };
    const [first, second] = [a, b].map((item) => chancesOf(shop, shop.people[person], shop.catalogue[item], 50));
    const value = expectedOf(shop, fresh, person, [a, b]);
    expect(value.views).toBeCloseTo(first.view + 0.88 * second.view, 12);
    expect(value.purchases).toBeCloseTo(first.view * first.cart * 0.55 + 0.88 * second.view * second.cart * 0.55, 12);
    expect(value.revenue).toBeCloseTo(
      first.view * first.cart * 0.55 * shop.catalogue[a].price + 0.88 * second.view * second.cart * 0.55 * shop.catalogue[b].price,
      12,
    );
    expect([READ_ON, PAY]).toEqual([0.88, 0.55]);
  });

  it('is what visits come to on average: within four standard errors over 40,000 of them', () => {
    const list = bestList(shop, state, people[0], FRONT);
    const due = expectedOf(shop, state, people[0], list);
    const draw = random(1, 'many');
    const drawn = Array.from({ length: 40_000 }, () => valueOf(shop, deedsOn(shop, state, people[0], list, draw)));
    for (const what of ['views', 'purchases', 'revenue', 'refunds', 'margin'] as const) {
      const { mean, variance, rows } = momentsOf(drawn.map((value) => value[what]));
      expect(Math.abs(mean - due[what])).toBeLessThan(4 * Math.sqrt(variance / rows));
    }
  });

  it('is most for the best list, more for earlier places, and nothing for what is already theirs', () => {
    const [person, best] = [people[1], bestList(shop, state, people[1], 5)];
    const worth = (list: ArrayLike<number>): number => expectedOf(shop, state, person, list).revenue;
    expect(worth(best)).toBeGreaterThan(worth(best.toReversed()));
    const draw = random(2, 'lists');
    for (let i = 0; i < 200; i++) {
      const list = draw.shuffle(Int32Array.from(shop.catalogue.keys())).subarray(0, 5);
      if (list.every((item) => shop.catalogue[item].launchDay <= state.day)) expect(worth(list)).toBeLessThanOrEqual(worth(best));
    }
    const after = { ...state, owned: state.owned.map((items) => new Set(items)), stock: state.stock.slice(), sales: state.sales.slice() };
    settle(after, person, [{ item: best[0], type: 'purchase', returned: false }]);
    expect(expectedOf(shop, after, person, [best[0]]).revenue).toBe(0);
  });
});

describe('a trial in the shop', () => {
  it('estimates the true effect: its interval holds it and leaves 0 out; of equal arms it holds 0', async () => {
    const popular = bestsellers(shop, state, FRONT);
    const visitors = [...state.due.values()].flat();
    const plan = { shop, state, visitors, days: 60 };
    const best = new Map(visitors.map((person) => [person, bestList(shop, state, person, FRONT)]));
    const arms = (lists: Parameters<typeof drawTrial>[0]['lists'], seed: number) => {
      const { arm, revenue } = drawTrial({ ...plan, lists }, seed);
      const moments = [0, 1].map((which) => momentsOf(revenue.filter((_, i) => arm[i] === which)));
      expect(isEarly(moments, 'always')).toBe(false);
      return contrast(moments[0], moments[1], { look: 'always', rate: false, planned: visitors.length }).difference;
    };
    const truth = trueEffect({ ...plan, lists: (person) => [popular, best.get(person)!] });
    const ab = arms((person) => [popular, best.get(person)!], 5);
    expect(ab.low).toBeGreaterThan(0);
    expect(ab.low).toBeLessThan(truth);
    expect(ab.high).toBeGreaterThan(truth);
    expect(trueEffect({ ...plan, lists: () => [popular, popular] })).toBe(0);
    const aa = arms(() => [popular, popular], 6);
    expect(aa.low).toBeLessThan(0);
    expect(aa.high).toBeGreaterThan(0);
  });

  it('has a recommender that knows people better than bestsellers do, and less well than the truth', async () => {
    const lists = await listsOf(history, 'item_knn', FRONT, people);
    const popular = bestsellers(shop, state, FRONT);
    const mean = (of: (person: number) => ArrayLike<number>): number =>
      people.reduce((sum, person) => sum + expectedOf(shop, state, person, of(person)).revenue, 0) / people.length;
    const [plain, personal, best] = [mean(() => popular), mean((p) => lists.get(p)!), mean((p) => bestList(shop, state, p, FRONT))];
    expect(personal).toBeGreaterThan(1.15 * plain);
    expect(best).toBeGreaterThan(personal);
  });

  it('goes on for days with a front page of each person’s own', () => {
    const other = simulateHistory(size, 100);
    const visits = simulateDay(shop, other.state, (person, now) => bestList(shop, now, person, FRONT));
    expect(visits.length).toBe(state.due.get(100)!.length);
    expect(other.state.day).toBe(101);
  });
});
