import { describe, expect, it } from 'vitest';
import { interactionsOf } from '../../recommend/index.js';
import { HELD_OUT_WAYS, heldOut, heldOutWords } from './held-out.js';

/** ann does five things early, bob five late, cem one in between. */
const all = interactionsOf({
  user: ['ann', 'ann', 'ann', 'ann', 'ann', 'bob', 'bob', 'bob', 'bob', 'bob', 'cem'],
  item: ['a', 'b', 'c', 'd', 'e', 'a', 'b', 'c', 'd', 'e', 'a'],
  time: [1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 8],
});
const timesAfter = (way?: 'user' | 'time' | 'last'): number[] => [...heldOut(all, way).after.time];

describe('what is held out', () => {
  it('is the newest fifth of every user, at least one, unless one is all there is', () => {
    expect(timesAfter('user')).toEqual([5, 15]);
    expect(timesAfter()).toEqual([5, 15]);
  });

  it('is the newest fifth of all from one moment on', () => {
    // ⌈0.2 × 11⌉ = 3
    expect(timesAfter('time')).toEqual([13, 14, 15]);
    expect([...heldOut(all, 'time').before.time]).toEqual([1, 2, 3, 4, 5, 11, 12, 8]);
  });

  it('is the last of every user', () => {
    expect(timesAfter('last')).toEqual([5, 15]);
  });

  it('is told in words', () => {
    expect(new Set(HELD_OUT_WAYS.map(heldOutWords)).size).toBe(3);
  });
});
