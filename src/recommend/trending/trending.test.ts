import { describe, expect, it } from 'vitest';
import { interactionsOf } from '../interactions.js';
import { trending, trendingBySegment } from './trending.js';

const DAY = 86_400_000;
const now = 100 * DAY;
const data = interactionsOf({
  user: ['u', 'u', 'v', 'v', 'w', 'w', 'w'],
  item: ['new', 'new', 'new', 'old', 'old', 'gone', 'later'],
  time: [now, now - 7 * DAY, now - DAY, now - 21 * DAY, now - 20 * DAY, now - 29 * DAY, now + DAY],
  weight: [1, 2, 1, 1, 1, 1, 1],
});
const nameOf = (item: number): string => data.items[item];

describe('trending', () => {
  it('by hand: newer events count more, older than the window and later than now not at all', () => {
    const found = trending(data, 5, { now });
    expect(found.map(({ item }) => nameOf(item))).toEqual(['new', 'old']);
    expect(found[0].strength).toBeCloseTo(1 + 2 * 0.5 + 2 ** (-1 / 7), 12);
    expect(found[1].strength).toBeCloseTo(2 ** -3 + 2 ** (-20 / 7), 12);
    expect(found.map(({ users }) => users)).toEqual([2, 2]);
    // mean weight of the window 6/5: (4 + 1.2) / 1.2 and 1.2 / (2 + 1.2)
    expect(found[0].rise).toBeCloseTo(5.2 / 1.2, 12);
    expect(found[1].rise).toBeCloseTo(1.2 / 3.2, 12);
  });

  it('is of the users that are asked for', () => {
    expect(trending(data, 5, { now, users: (u) => data.users[u] === 'w' }).map(({ item }) => nameOf(item))).toEqual(['old']);
    expect(trending(data, 1, { now }).length).toBe(1);
    expect(trending(data, 5, { now: now - 50 * DAY })).toEqual([]);
  });

  it('by segment, of those with enough events', () => {
    const segments = Int32Array.of(0, 1, 1);
    const found = trendingBySegment(data, segments, 1, { now, leastEvents: 3 });
    expect([...found.keys()]).toEqual([1]);
    expect(nameOf(found.get(1)![0].item)).toBe('new');
    expect([...trendingBySegment(data, Int32Array.of(0, -1, -1), 1, { now, leastEvents: 1 }).keys()]).toEqual([0]);
  });
});
