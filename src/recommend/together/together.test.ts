import { describe, expect, it } from 'vitest';
import { interactionsOf } from '../interactions.js';
import { takenTogether } from './together.js';

const HOUR = 3_600_000;
/** Baskets an hour apart, of one user each. */
const baskets = (...lists: readonly string[]) => {
  const events = lists.flatMap((list, b) => [...list].map((item) => ({ user: `u${b % 3}`, item, time: b * HOUR })));
  return interactionsOf({
    user: events.map(({ user }) => user),
    item: events.map(({ item }) => item),
    time: events.map(({ time }) => time),
  });
};
const data = baskets('ab', 'ab', 'ab', 'ac', 'bc', 'c', 'd', 'abd');

describe('what is taken together', () => {
  const rules = takenTogether(data);
  const [a, b, c, d] = [0, 1, 2, 3];

  it('by hand: a and b in 4 of 8 baskets, a in 5, b in 5', () => {
    expect(rules.baskets).toBe(8);
    const [first, ...others] = rules.with(a);
    expect(first).toEqual({ item: b, baskets: 4, support: 0.5, confidence: 0.8, lift: (4 * 8) / 25 });
    expect(others).toEqual([]);
    expect(rules.with(d)).toEqual([]);
  });

  it('lets once be enough where asked, and not less than chance unless asked', () => {
    const once = takenTogether(data, { leastBaskets: 1 });
    // d in 2 baskets, with a in 1 of them: lift 1·8 / (2·5) < 1
    expect(once.with(d)).toEqual([]);
    expect(
      takenTogether(data, { leastBaskets: 1, leastLift: 0 })
        .with(d)
        .map(({ item }) => item),
    ).toEqual([a, b]);
    expect(
      takenTogether(data, { leastBaskets: 1, leastLift: 0 })
        .with(c)
        .map(({ confidence }) => confidence),
    ).toEqual([1 / 3, 1 / 3]);
  });

  it('completes a basket by the surest rule, and never with what is in it', () => {
    const all = takenTogether(data, { leastBaskets: 1, leastLift: 0 });
    const added = all.complete([c, d], 5);
    expect(added.map(({ item }) => item)).toEqual([a, b]);
    expect(added.every(({ from }) => from === c || from === d)).toBe(true);
    expect(all.complete([a, b, c, d], 5)).toEqual([]);
    expect(all.complete([], 5)).toEqual([]);
  });

  it('puts what is sure before what few baskets say', () => {
    const lists = [...Array.from({ length: 18 }, () => 'xy'), 'xzy', 'xz', 'qw', 'qw', 'qw'];
    const found = takenTogether(baskets(...lists), { leastLift: 0 });
    const place = found.with(interactionsOf({ user: [], item: [], time: [] }, ['q', 'w', 'x', 'y', 'z']).items.indexOf('x'));
    expect(place.map(({ item, baskets: many }) => [item, many])).toEqual([
      [3, 19],
      [4, 2],
    ]);
  });

  it('leaves baskets out that are too large, and counts an item once per basket', () => {
    expect(takenTogether(baskets('abcdefgh', 'aab', 'ab'), { largestBasket: 4 }).with(0)).toEqual([
      { item: 1, baskets: 2, support: 1, confidence: 1, lift: 1 },
    ]);
  });

  it('cuts baskets at gaps', () => {
    const apart = interactionsOf({ user: ['u', 'u', 'v', 'v'], item: ['a', 'b', 'a', 'b'], time: [0, 2 * HOUR, 0, 2 * HOUR] });
    expect(takenTogether(apart).with(0)).toEqual([]);
    expect(
      takenTogether(apart, { gapMinutes: 0 })
        .with(0)
        .map(({ item }) => item),
    ).toEqual([1]);
  });
});
