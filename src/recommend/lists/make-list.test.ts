import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../expr/index.js';
import type { Recommender } from '../recommender.js';
import { compileRules } from './compile-rules.js';
import { declaredRules, type RuleWords } from './declared-rules.js';
import { isotonicAt } from '../../evaluate/index.js';
import { interactionsOf } from '../interactions.js';
import { ruleCosts } from './rule-costs.js';
import { takeChances } from './worth.js';
import { unitVectors } from '../vectors/item-vectors.js';
import { listChances } from './list-chances.js';
import { makeList, type ListWish } from './make-list.js';
import type { ListRules } from './rules.js';

const items = ['a', 'b', 'c', 'd', 'e', 'f'];
const table = {
  ids: ['f', 'e', 'd', 'c', 'b', 'a'],
  columns: {
    id: ['f', 'e', 'd', 'c', 'b', 'a'],
    kind: ['cup', null, 'cup', 'tea', 'tea', 'tea'],
    price: Float64Array.of(60, 50, 40, 30, 20, NaN),
    inStock: [true, true, true, true, true, null],
  },
};
const i = columnsOf({ id: 'text', kind: 'text', price: 'number', inStock: 'bool', 'user.budget': 'number' });
const rulesOf = (words: RuleWords, user?: Readonly<Record<string, unknown>>): ListRules =>
  compileRules(declaredRules(words), table, items).for(user);

/** Scores that do not depend on the history. */
const fixed = (...scores: readonly number[]): Recommender => ({
  items: scores.length,
  score: (_, out) => out.set(scores),
  because: ({ items: took }, item) => ({ base: 0, effects: Float64Array.from(took, (_, h) => (h === 0 ? -1 : item + h)) }),
  toParts: () => ({ meta: null, arrays: {} }),
});
const falling = fixed(5, 4, 3, 2, 1, 0);
const listOf = (recommender: Recommender, wish: Partial<ListWish> = {}) =>
  makeList(recommender, { history: { items: [], weights: [] }, k: 3, leftOut: () => false, ...wish });
const idsOf = (wish: Partial<ListWish>, recommender = falling): string =>
  listOf(recommender, wish)
    .items.map(({ item }) => items[item])
    .join('');

describe('a list', () => {
  it('is of the highest scores, equal ones by popularity', () => {
    expect(idsOf({})).toBe('abc');
    expect(idsOf({ leftOut: (item) => item === 1 })).toBe('acd');
    expect(idsOf({ popularity: Float64Array.of(0, 1, 2, 3, 4, 5) }, fixed(0, 0, 7, 0, 0, 0))).toBe('cfe');
  });

  it('says when it knows nothing, and when there is too little', () => {
    expect(listOf(fixed(0, 0, 0, 0, 0, 0)).notes).toEqual(['nothing_known']);
    expect(listOf(falling, { k: 9 }).notes).toEqual(['too_few']);
    expect(listOf(falling).notes).toEqual([]);
  });

  it('takes what is popular where a filter leaves nothing, and says so', () => {
    const popularity = Float64Array.of(1, 2, 3, 9, 8, 7);
    const made = listOf(falling, { filter: () => false, popularity, leftOut: (item) => item === 3 });
    expect(made.items.map(({ item }) => items[item]).join('')).toBe('efc');
    expect(made.notes).toEqual(['filter_left_nothing']);
    expect(listOf(falling, { filter: (item) => item > 3 })).toMatchObject({ items: [{ item: 4 }, { item: 5 }], notes: ['too_few'] });
  });

  it('gives reasons by item of the history, the strongest first, and none that speaks against', () => {
    const history = { items: [3, 4, 5, 4], weights: [1, 1, 1, 1] };
    expect(listOf(falling, { history, k: 1, reasons: 2, leftOut: (item) => item !== 2 }).items[0].reasons).toEqual([
      { item: 4, effect: 8 },
      { item: 5, effect: 4 },
    ]);
  });
});

describe('rules', () => {
  it('leave items out, but none of which nothing is known', () => {
    expect(idsOf({ rules: rulesOf({ exclude: i.price.lt(35) }) })).toBe('ade');
    expect(idsOf({ rules: rulesOf({ exclude: [i.inStock.not(), { name: 'b', when: i.id.eq('b') }] }) })).toBe('acd');
  });

  it('multiply the lead over the least score, so that scores below 0 are boosted too', () => {
    // leads 5 4 3 2 1 0: d has 2 × 2.1 = 4.2, more than b's 4
    const rules = rulesOf({ boost: [{ when: i.id.eq('d'), by: 2.1 }] });
    expect(idsOf({ rules })).toBe('adb');
    expect(idsOf({ rules }, fixed(-1, -2, -3, -4, -5, -6))).toBe('adb');
    expect(idsOf({ rules: rulesOf({ bury: [{ when: i.id.eq('a'), by: 0.7 }] }) })).toBe('bac');
    expect(idsOf({ rules: rulesOf({ boost: [{ when: i.kind.eq('cup'), by: i.price.div(20) }] }) })).toBe('abd');
  });

  it('pin the best item that may stand, to its place', () => {
    expect(idsOf({ rules: rulesOf({ pin: [{ when: i.kind.eq('cup'), at: 2 }] }) })).toBe('adb');
    expect(idsOf({ rules: rulesOf({ pin: [{ when: i.kind.eq('cup'), at: 2 }] }), leftOut: (item) => item === 3 })).toBe('afb');
    expect(
      idsOf({
        rules: rulesOf({
          pin: [
            { when: i.kind.eq('cup'), at: 1 },
            { when: i.kind.eq('cup'), at: 1 },
          ],
        }),
      }),
    ).toBe('dfa');
    expect(idsOf({ rules: rulesOf({ pin: [{ when: i.id.eq('f'), at: 7 }] }) })).toBe('abc');
    expect(idsOf({ k: 5, rules: rulesOf({ pin: [{ when: i.id.eq('f'), at: 5 }] }), filter: (item) => item > 3 })).toBe('ef');
  });

  it('cap categories, pins included, and look as far down as it takes', () => {
    expect(idsOf({ rules: rulesOf({ caps: [{ by: i.kind, most: 1 }] }) })).toBe('ade');
    expect(idsOf({ rules: rulesOf({ caps: [{ by: i.kind, most: 1 }], pin: [{ when: i.id.eq('c'), at: 3 }] }) })).toBe('dec');
    expect(idsOf({ k: 5, rules: rulesOf({ caps: [{ by: i.kind, most: 2 }] }) })).toBe('abdef');
    const many = fixed(...Array.from({ length: 1000 }, (_, item) => -item));
    const capped = { caps: [{ codes: Int32Array.from({ length: 1000 }, (_, item) => (item < 990 ? 0 : 1)), categories: 2, most: 2 }] };
    expect(listOf(many, { k: 4, rules: capped }).items.map(({ item }) => item)).toEqual([0, 1, 990, 991]);
  });

  it('are kept by every list, also by those that look far beyond the best: what a walk down all items gives, one list after the other', () => {
    const of = { length: 60 };
    const numbers = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 60, maxLength: 60 });
    const wishes = fc.array(fc.tuple(numbers(5), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(wishes, numbers(3), numbers(2), numbers(2), fc.integer({ min: 1, max: 3 }), (lists, kind, ties, times, most) => {
        const scores = new Float64Array(60);
        const recommender: Recommender = { ...fixed(), items: 60, score: (_, out) => out.set(scores) };
        const caps = [{ codes: Int32Array.from(kind, (one) => one - 1), categories: 3, most }];
        const [popularity, multiplier] = [Float64Array.from(ties), Float64Array.from(times)];
        for (const [given, k] of lists) {
          scores.set(given);
          const floor = Math.min(...given);
          const merit = given.map((score, item) => (score - floor) * multiplier[item]);
          const order = Array.from(of, (_, item) => item).toSorted((a, b) => merit[b] - merit[a] || ties[b] - ties[a] || a - b);
          const counts = [0, 0, 0, 0];
          const due = order.filter((item) => item % 7 > 0 && (kind[item] === 0 || counts[kind[item]]++ < most)).slice(0, k);
          const made = listOf(recommender, { k, popularity, leftOut: (item) => item % 7 === 0, rules: { multiplier, caps } });
          expect(made.items.map(({ item }) => item)).toEqual(due);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('may be about the user, and then hold for those of whom it is known', () => {
    const exclude = i.price.gt(i['user.budget']);
    expect(idsOf({ rules: rulesOf({ exclude }, { budget: 25 }) })).toBe('ab');
    expect(idsOf({ rules: rulesOf({ exclude }) })).toBe('abc');
    const compiled = compileRules(declaredRules({ exclude }), table, items);
    expect(compiled.isPersonal).toBe(true);
  });

  it('tell what they cost', () => {
    // without: 5 + 4 + 3; with: 5 + 2 + 1
    const rules = rulesOf({ caps: [{ by: i.kind, most: 1 }] });
    expect(listOf(falling, { rules, worth: {} }).cost).toEqual({ without: 12, with: 8, unit: 'score' });
    // chance = score / 10, value 10 each
    const chances = { knots: Float64Array.of(0, 5), values: Float64Array.of(0, 0.5) };
    const cost = listOf(falling, { rules, worth: { chances, value: new Float64Array(6).fill(10) } }).cost!;
    expect(cost.without).toBeCloseTo(12, 12);
    expect(cost.with).toBeCloseTo(8, 12);
    expect(cost.unit).toBe('value');
  });

  it.each<readonly [string, () => RuleWords]>([
    ['boost', () => ({ boost: [{ when: i.inStock, by: 0.5 }] })],
    ['bury', () => ({ bury: [{ when: i.inStock, by: 2 }] })],
    ['pin', () => ({ pin: [{ when: i.inStock, at: 0 }] })],
    ['caps', () => ({ caps: [{ by: i.kind, most: 1.5 }] })],
    ['exclude', () => ({ exclude: i.price as never })],
    ['exclude', () => ({ exclude: 'inStock' as never })],
  ])('that mean nothing are refused: %s', (rule, words) => {
    expect(() => declaredRules(words())).toThrow(
      expect.objectContaining({ code: 'MW_RECOMMEND_RULE', message: expect.stringContaining(rule) }),
    );
  });
});

describe('prices of rules', () => {
  const compiled = compileRules(
    declaredRules({
      exclude: { name: 'no a', when: i.id.eq('a') },
      caps: [{ name: 'one of a kind', by: i.kind, most: 1 }],
      bury: [{ name: 'f', when: i.id.eq('f'), by: 0.5 }],
    }),
    table,
    items,
  );

  it('by hand: what all of them cost, and what each would bring if it were dropped', () => {
    const wish = { history: { items: [], weights: [] }, k: 3, leftOut: () => false };
    const { unit, lists, without, all, each } = ruleCosts(falling, compiled, [wish, wish], {});
    expect([unit, lists]).toEqual(['score', 2]);
    // none: a b c = 12; all: b d e = 7; without the first a d e = 8; without the cap b c d = 9; that of f touches nothing
    expect(without.value).toBe(12);
    expect(all.value).toBe(5);
    expect(each.map(({ rule, cost, changedLists }) => [rule.name, cost.value, changedLists])).toEqual([
      ['no a', 1, 2],
      ['f', 0, 0],
      ['one of a kind', 2, 2],
    ]);
  });

  it('of lists that differ have an interval', () => {
    const wishes = [0, 1, 2, 3].map((out) => ({ history: { items: [], weights: [] }, k: 2, leftOut: (item: number) => item === out }));
    const { all } = ruleCosts(falling, compiled, wishes, {});
    expect(all.low).toBeLessThan(all.value);
    expect(all.high).toBeGreaterThan(all.value);
  });
});

describe('the chance that an item is taken', () => {
  it('by hand: of two users and scores 5 to 0, who took b and c, and b', () => {
    const interactions = interactionsOf({ user: ['u', 'u', 'v'], item: ['b', 'c', 'b'], time: [1, 2, 3] }, items);
    const nothing = { ...interactions, start: new Int32Array(3) };
    const chances = takeChances(falling, { before: nothing, after: interactions }, { depth: 4 });
    // a 0 of 2, b 2 of 2, c 1 of 2, d 0 of 2: rising in the score, all that stands above d is pooled
    expect(isotonicAt(chances, 2)).toBe(0);
    expect(isotonicAt(chances, 3)).toBeCloseTo(0.5, 12);
    expect(isotonicAt(chances, 5)).toBeCloseTo(0.5, 12);
  });

  it('goes by scores as lists have them, with what is known of the user', () => {
    const interactions = interactionsOf({ user: ['u'], item: ['b'], time: [1] }, items);
    const nothing = { ...interactions, start: new Int32Array(2) };
    const byUser: Recommender = { ...falling, score: ({ user }, out) => out.fill(0).fill(user ? 9 : 3, 1, 2) };
    const knownOf = () => ({ items: [], weights: [], user: Float64Array.of(1) });
    const chances = takeChances(byUser, { before: nothing, after: interactions }, { knownOf });
    expect([isotonicAt(chances, 9), isotonicAt(chances, 0)]).toEqual([1, 0]);
    expect([...chances.knots].at(-1)).toBe(9);
  });
});

describe('diversity', () => {
  // a and b alike, c at a right angle to both, d halfway
  const vectors = unitVectors(Float64Array.of(1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0), 2);

  it('by hand: merits 1, .8, .6, .4, .2, 0, from the nearest of those chosen', () => {
    // second at weight ½: b ½·.8 − ½·1 = −.1, c .3, d .2 − .354; third: b −.1, d −.154, e .1
    expect(idsOf({ diversity: { vectors, weight: 0.5, from: 'nearest' } })).toBe('ace');
    expect(idsOf({ diversity: { vectors, weight: 0 } })).toBe('abc');
  });

  it('by hand: from all of those chosen, and in the order of merit', () => {
    // second c; third at weight ½: b .4 − ½·½ = .15, e .1; at .9: b .08 − .9·½, e .02
    expect(idsOf({ diversity: { vectors, weight: 0.5 } })).toBe('abc');
    expect(idsOf({ diversity: { vectors, weight: 0.9 } })).toBe('ace');
  });

  it('keeps caps and pins', () => {
    const rules = rulesOf({ caps: [{ by: i.kind, most: 1 }], pin: [{ when: i.id.eq('b'), at: 3 }] });
    // b is the one tea; d and f are cups, e has no kind
    expect(idsOf({ k: 4, rules, diversity: { vectors, weight: 0.1 } })).toBe('deb');
  });
});

describe('chance', () => {
  const explore = { share: 0.5, pool: 4, seed: 7, turn: 'x' };

  it('draws the same for the same turn', () => {
    const of = (turn: string): string => JSON.stringify(listOf(falling, { explore: { ...explore, turn } }));
    expect(of('x')).toBe(of('x'));
    expect(new Set(Array.from({ length: 40 }, (_, t) => of(`${t}`))).size).toBeGreaterThan(5);
  });

  it.each([undefined, 0.5])('logs chances that are those with which items come, temperature %s', (temperature) => {
    const turns = 20_000;
    const seen = new Map<string, number>();
    const chance = new Map<string, number>();
    for (let t = 0; t < turns; t++) {
      const made = listOf(falling, { k: 2, explore: { ...explore, turn: `${t}`, ...(temperature ? { temperature } : {}) } });
      const name = made.items.map(({ item }) => items[item]).join('');
      seen.set(name, (seen.get(name) ?? 0) + 1);
      chance.set(
        name,
        made.items.reduce((product, { propensity }) => product * propensity!, 1),
      );
    }
    expect(chance.size).toBe(12);
    expect([...chance.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    for (const [name, expected] of chance)
      expect(Math.abs(seen.get(name)! / turns - expected)).toBeLessThan(4.5 * Math.sqrt((expected * (1 - expected)) / turns));
  });

  it('at next to no temperature is the order of merit, down to the last place', () => {
    const made = listOf(falling, { k: 6, explore: { share: 1, pool: 6, temperature: 1e-4, seed: 7, turn: 'x' } });
    expect(made.items.map(({ item, propensity }) => [items[item], propensity])).toEqual([...items].map((id) => [id, 1]));
  });

  it('tells the chances of any list, those of its own as it logs them', () => {
    const pins = rulesOf({ pin: [{ when: i.id.eq('f'), at: 2 }] });
    const caps = rulesOf({ caps: [{ by: i.kind, most: 1 }] });
    for (const wish of [{}, { rules: pins }, { rules: caps }, { explore: { ...explore, temperature: 0.5 } }]) {
      const asked = { history: { items: [], weights: [] }, k: 3, leftOut: () => false, explore, ...wish };
      for (let t = 0; t < 50; t++) {
        const made = makeList(falling, { ...asked, explore: { ...asked.explore, turn: `${t}` } });
        const list = made.items.map(({ item }) => item);
        listChances(falling, { ...asked, seed: 1 }, list).below.forEach(({ items: may, chances }, place) => {
          expect(chances[may.indexOf(list[place])]).toBeCloseTo(made.items[place].propensity!, 12);
          expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        });
      }
    }
    // Nothing left to chance: after f, which the list would not have begun with, the best that is left is sure.
    const { explore: _, ...sure } = { history: { items: [], weights: [] }, k: 2, leftOut: () => false, explore, seed: 1 };
    const { below, own } = listChances(falling, sure, [5, 1]);
    expect(below.map(({ items: may, chances }) => [[...may], [...chances]])).toEqual([
      [[0], [1]],
      [[0], [1]],
    ]);
    expect(own).toEqual([new Map([[0, 1]]), new Map([[1, 1]])]);
  });

  it('counts a pinned item once in its cap, also below its place: of two teas at most one is pinned first, the other stays', () => {
    const rules = rulesOf({ pin: [{ when: i.id.eq('c'), at: 1 }], caps: [{ by: i.kind, most: 2 }] });
    expect(idsOf({ rules })).toBe('cad');
    expect(idsOf({ rules, explore: { ...explore, share: 0 } })).toBe('cad');
    const wish = { history: { items: [], weights: [] }, k: 3, leftOut: () => false, rules, seed: 1 };
    expect(listChances(falling, wish, [2, 0, 3]).below.map(({ items: may }) => [...may])).toEqual([[2], [0], [3]]);
  });

  it('by hand: ε = ½ over 4: the best has ½ + ⅛, any other ⅛; a place that is pinned is sure', () => {
    const rules = rulesOf({ pin: [{ when: i.id.eq('f'), at: 2 }] });
    for (let t = 0; t < 20; t++) {
      const made = listOf(falling, { k: 2, rules, explore: { ...explore, turn: `${t}` } });
      expect(made.items[0].propensity).toBeCloseTo(made.items[0].item === 0 ? 0.625 : 0.125, 12);
      expect(made.items[1]).toMatchObject({ item: 5, propensity: 1 });
    }
  });
});
