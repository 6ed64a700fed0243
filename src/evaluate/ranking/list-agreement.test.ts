import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOverlap, rankBiasedOverlap } from './list-agreement.js';

describe('how far two lists agree', () => {
  it('overlap is the share of places whose items both hold', () => {
    expect(listOverlap(['a', 'b', 'c'], ['c', 'x', 'a'])).toBeCloseTo(2 / 3, 12);
    expect(listOverlap(['a', 'b', 'c'], ['c', 'x', 'a'], 2)).toBe(0);
    expect(listOverlap(['a'], ['a', 'b'])).toBe(0.5);
    expect([listOverlap([], []), listOverlap([], ['a'])]).toEqual([1, 0]);
  });

  it('rank-biased overlap is 1 for the same order, and 0 for nothing in common', () => {
    expect(rankBiasedOverlap(['a', 'b', 'c'], ['a', 'b', 'c'])).toBeCloseTo(1, 12);
    expect(rankBiasedOverlap(['a', 'b'], ['x', 'y'])).toBe(0);
    expect([rankBiasedOverlap([], []), rankBiasedOverlap([], ['a'])]).toEqual([1, 0]);
  });

  it('the first places count most', () => {
    // Of a swapped pair the first place agrees in nothing, the second in both: (0.1 / 0.9) × (0 + 1 × 0.81) + 0.81.
    expect(rankBiasedOverlap(['a', 'b'], ['b', 'a'])).toBeCloseTo(0.9, 12);
    // The same first, then others: (0.1 / 0.9) × (0.9 + 0.5 × 0.81) + 0.5 × 0.81 = 0.55; the same second: 0.045 + 0.405 = 0.45.
    expect(rankBiasedOverlap(['a', 'b'], ['a', 'x'])).toBeCloseTo(0.55, 12);
    expect(rankBiasedOverlap(['a', 'b'], ['x', 'b'])).toBeCloseTo(0.45, 12);
    // With persistence 0.5: 1 × (0.5 + 0.5 × 0.25) + 0.5 × 0.25.
    expect(rankBiasedOverlap(['a', 'b'], ['a', 'x'], 0.5)).toBeCloseTo(0.75, 12);
  });

  it('a list that is the beginning of another is alike as far as can be seen', () => {
    expect(rankBiasedOverlap(['a'], ['a', 'b'])).toBeCloseTo(1, 12);
    // b against a, b: X1 = 0, X2 = 1. (1/9) × (0 + (1/2 + 0) × 0.81) + (1/2) × 0.81 = 0.45.
    expect(rankBiasedOverlap(['b'], ['a', 'b'])).toBeCloseTo(0.45, 12);
  });

  it('is the same either way, and between 0 and 1', () => {
    const list = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 8 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const found = rankBiasedOverlap(a, b);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1 + 1e-12);
        expect(rankBiasedOverlap(b, a)).toBeCloseTo(found, 12);
      }),
    );
  });
});
