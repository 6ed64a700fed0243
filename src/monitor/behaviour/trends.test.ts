import { expect, it } from 'vitest';
import { Trends } from './trends.js';

const SLOT_MS = 3_600_000;
const NOW = 1000 * SLOT_MS + 5;
const counted = (counts: ReadonlyMap<string, number>): Record<string, number> => Object.fromEntries(counts);

it('counts items in the hours that are asked for, of all types or of some', () => {
  const trends = new Trends(3);
  for (let i = 0; i < 4; i++) trends.add({ item: 'tea', type: 'view', at: NOW - 5 + i }, NOW);
  for (let i = 0; i < 2; i++) trends.add({ item: 'tea', type: null, at: NOW - 6 - SLOT_MS }, NOW);
  trends.add({ item: 'cup', type: 'purchase', at: NOW }, NOW);
  trends.add({ item: 'cup', type: 'purchase', at: NOW - SLOT_MS }, NOW);
  trends.add({ item: 'old', type: 'view', at: NOW - 3 * SLOT_MS }, NOW);
  expect(counted(trends.counts(NOW, 3))).toEqual({ tea: 6, cup: 2 });
  expect(counted(trends.counts(NOW, 1))).toEqual({ tea: 4, cup: 1 });
  expect(counted(trends.counts(NOW, 3, ['purchase']))).toEqual({ cup: 2 });
  expect(counted(trends.counts(NOW, 3, [null]))).toEqual({ tea: 2 });
  expect(counted(trends.counts(NOW + 2 * SLOT_MS, 3))).toEqual({ tea: 4, cup: 1 });
  expect(counted(trends.counts(NOW + 3 * SLOT_MS, 3))).toEqual({});
});

it('gives a count again for half a second, then counts anew', () => {
  const trends = new Trends(3);
  trends.add({ item: 'tea', type: null, at: NOW }, NOW);
  const first = trends.counts(NOW, 1);
  trends.add({ item: 'tea', type: null, at: NOW }, NOW);
  expect(trends.counts(NOW + 499, 1)).toBe(first);
  expect(counted(trends.counts(NOW + 500, 1))).toEqual({ tea: 2 });
});

it('holds so many counts at most: the oldest hours go first, and strange items of this hour are not counted', () => {
  const trends = new Trends(3, 4);
  for (const item of ['tea', 'cup', 'pot']) trends.add({ item, type: null, at: NOW - SLOT_MS }, NOW);
  for (const item of ['tea', 'mug']) trends.add({ item, type: null, at: NOW }, NOW);
  expect(counted(trends.counts(NOW, 3))).toEqual({ tea: 1, mug: 1 });
  for (const item of ['x1', 'x2', 'x3', 'tea']) trends.add({ item, type: null, at: NOW }, NOW);
  expect(counted(trends.counts(NOW + 500, 3))).toEqual({ tea: 2, mug: 1, x1: 1, x2: 1 });
});
