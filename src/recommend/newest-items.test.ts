import { expect, it } from 'vitest';
import { interactionsOf } from './interactions.js';
import { newestItems } from './newest-items.js';

const all = interactionsOf({
  user: ['ann', 'ann', 'ann', 'ann', 'ann', 'bob', 'bob'],
  item: ['a', 'b', 'a', 'c', 'c', 'a', 'b'],
  time: [1, 2, 3, 4, 5, 6, 7],
  weight: [1, 2, 3, 4, 5, 6, 7],
});

it('keeps the newest events of so many different items, whole, of every user', () => {
  const kept = newestItems(all, 2);
  // Ann's newest two items are c and a: her a before b is older than what is left out.
  expect(Array.from(kept.weight)).toEqual([3, 4, 5, 6, 7]);
  expect(Array.from(kept.start)).toEqual([0, 3, 5]);
  expect(kept.items).toEqual(['a', 'b', 'c']);
});

it('leaves shorter histories as they are', () => {
  expect(newestItems(all, 5)).toBe(all);
  expect(newestItems(all, 3)).toEqual(all);
  expect(newestItems(all)).toBe(all);
});
