import { expect, it } from 'vitest';
import type { RegisteredRecommender } from '../open.js';
import { listChanges } from './list-changes.js';

/** A version that gives everybody the list that is written down for them. */
const version = (items: readonly string[], histories: Readonly<Record<string, number>>, lists: Readonly<Record<string, string>>) =>
  ({
    items,
    userIds: () => Object.keys(histories),
    knows: (item: string) => items.includes(item),
    titleOf: (item: string) => `Item ${item}`,
    historyOf: (user: string) => Array.from({ length: histories[user] ?? 0 }, () => ({ item: items[0] })),
    recommend: ({ user }: { user?: string }) => ({ items: [...(lists[user ?? ''] ?? '')].map((item) => ({ item, score: 1 })), notes: [] }),
  }) as unknown as RegisteredRecommender;

it('tells whose lists change, and which items gain and lose', () => {
  const a = version(['p', 'q', 'r', 's'], { u1: 2, u2: 2, u3: 9 }, { u1: 'pq', u2: 'pq', u3: 'pr', u4: 'pq' });
  const b = version(['p', 'q', 'r', 'x'], { u1: 3, u2: 2, u3: 9, u4: 1 }, { u1: 'pq', u2: 'qp', u3: 'xq', u4: 'px' });
  const found = listChanges(a, { open: b, people: undefined }, 7);
  // u1 keeps both in order, u2 both in the other, u3 nothing, u4 one of two.
  expect(found).toMatchObject({ k: 10, users: 4, same: 1, disjoint: 1 });
  expect(found.overlap.value).toBeCloseTo((1 + 1 + 0 + 0.5) / 4, 12);
  // By place: 1, a swapped pair 0.9, 0, and the same first 0.55.
  expect(found.agreement.value).toBeCloseTo((1 + 0.9 + 0 + 0.55) / 4, 12);
  // p stood on all four lists and stands on three; r on one and none; q on three of them and three; x is new.
  expect(found.gained).toEqual([{ item: 'x', title: 'Item x', a: null, b: 0.5 }]);
  expect(found.lost).toEqual([
    { item: 'p', title: 'Item p', a: 1, b: 0.75 },
    { item: 'r', title: 'Item r', a: 0.25, b: 0 },
  ]);
  expect([found.appeared, found.gone]).toEqual([1, 1]);
  // Of four items 0, 1, 3, 4 places: Gini = (−3 × 0 − 1 × 1 + 1 × 3 + 3 × 4) / (4 × 8); of 0, 2, 3, 3 it is (−2 + 3 + 9) / 32.
  expect(found.exposure.a).toEqual({ coverage: 0.75, gini: 14 / 32 });
  expect(found.exposure.b).toEqual({ coverage: 0.75, gini: 10 / 32 });
  // No part has users enough.
  expect(found.parts).toEqual([]);
});

it('tells the parts of the users whose lists change most', () => {
  const users = Array.from({ length: 40 }, (_, u) => `u${String(u).padStart(2, '0')}`);
  const events = Object.fromEntries(users.map((user, u) => [user, u < 20 ? 1 : 8]));
  const lists = (of: (u: number) => string) => Object.fromEntries(users.map((user, u) => [user, of(u)]));
  const a = version(['p', 'q'], events, lists(() => 'p')); // prettier-ignore
  const b = version(['p', 'q'], events, lists((u) => (u < 10 ? 'q' : 'p'))); // prettier-ignore
  expect(listChanges(a, { open: b, people: undefined }, 7).parts).toEqual([
    { name: 'new users (1 to 5 events)', users: 20, overlap: 0.5 },
    { name: 'users of 6 events or more', users: 20, overlap: 1 },
  ]);
});
