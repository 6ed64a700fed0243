import { expect, it } from 'vitest';
import { keepingLast } from './keeping-last.js';
import type { History } from './recommender.js';

const of = (...items: readonly number[]): History => ({ items, weights: items.map(() => 1), user: Float64Array.of(NaN) });

it('works out what is asked again and again once, and what differs in anything anew', () => {
  let asked = 0;
  const kept = keepingLast(() => ++asked);
  const changed = [of(1), { ...of(1), weights: [2] }, { ...of(1), times: [0] }, { ...of(1), newer: [0] }, { items: [1], weights: [1] }];
  expect(changed.flatMap((history) => [kept(history), kept({ ...history })])).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

it('knows a history as it was, not as its arrays are now', () => {
  const items = [1];
  const kept = keepingLast((history) => history.items[0]);
  expect(kept({ items, weights: [1] })).toBe(1);
  items[0] = 2;
  expect(kept({ items, weights: [1] })).toBe(2);
});

it('forgets what came before a failure, which may have written where that lies', () => {
  const room = { item: 0 };
  const kept = keepingLast(({ items }: History) => {
    room.item = items[0];
    if (items[0] === 2) throw new Error('no');
    return room;
  });
  kept(of(1));
  expect(() => kept(of(2))).toThrow('no');
  expect(kept(of(1)).item).toBe(1);
});
