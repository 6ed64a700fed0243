import { describe, expect, it } from 'vitest';
import { random, type Matrix } from '../../core/index.js';
import { interactionsOf } from '../interactions.js';
import { vectorsByFeatures } from './features.js';
import { likeness, unitVectors } from './item-vectors.js';
import { vectorsByTakers } from './takers.js';

describe('vectors by takers', () => {
  const data = interactionsOf({
    user: ['u', 'u', 'v', 'v', 'w', 'w', 'x'],
    item: ['a', 'b', 'a', 'b', 'a', 'c', 'd'],
    time: [1, 2, 3, 4, 5, 6, 7],
  });

  it('by hand: products are cosines where there is room for all of them', () => {
    const vectors = vectorsByTakers(data);
    expect(vectors.width).toBe(4);
    // a by u, v, w; b by u, v; c by w; d by x
    expect(likeness(vectors, 0, 1)).toBeCloseTo(2 / Math.sqrt(3 * 2), 5);
    expect(likeness(vectors, 0, 2)).toBeCloseTo(1 / Math.sqrt(3), 5);
    expect(likeness(vectors, 1, 2)).toBeCloseTo(0, 5);
    expect(likeness(vectors, 3, 0)).toBeCloseTo(0, 5);
    expect(likeness(vectors, 2, 2)).toBeCloseTo(1, 5);
  });

  it('of two worlds that share no user need two numbers', () => {
    const draw = random(4, 'worlds');
    const events = Array.from({ length: 400 }, (_, e) => ({ world: e % 2, user: draw.int(30), item: draw.int(8) }));
    const worlds = interactionsOf({
      user: events.map(({ world, user }) => `${world} ${user}`),
      item: events.map(({ world, item }) => `${world} ${item}`),
      time: events.map((_, e) => e),
    });
    const vectors = vectorsByTakers(worlds, { width: 2 });
    expect(likeness(vectors, 0, 1)).toBeGreaterThan(0.9);
    expect(likeness(vectors, 0, 15)).toBeLessThan(0.1);
    expect(vectorsByTakers(worlds, { width: 2 }).values).toEqual(vectors.values);
  });

  it('know nothing of an item without events', () => {
    const vectors = vectorsByTakers(interactionsOf({ user: ['u'], item: ['a'], time: [1] }, ['z']));
    expect(likeness(vectors, 1, 1)).toBe(0);
    expect([...vectors.values].every(Number.isFinite)).toBe(true);
  });
});

describe('vectors by features', () => {
  const features: Matrix = {
    rows: 4,
    columns: [
      { kind: 'category', name: 'kind', levels: ['tea', 'cup'], codes: Int32Array.of(0, 0, 1, -1) },
      { kind: 'number', name: 'price', values: Float64Array.of(1, -1, 1, NaN) },
      { kind: 'flag', name: 'new', values: Uint8Array.of(1, 1, 0, 255) },
    ],
  };

  it('by hand: a category, a price in deviations and a flag', () => {
    const vectors = vectorsByFeatures(features);
    // mean 1/3, deviation √(8/9): (1, 0, .7071, 1), (1, 0, −1.4142, 1), (0, 1, .7071, 0)
    expect(likeness(vectors, 0, 1)).toBeCloseTo((1 - 1 + 1) / Math.sqrt(2.5 * 4), 6);
    expect(likeness(vectors, 0, 2)).toBeCloseTo(0.5 / Math.sqrt(2.5 * 1.5), 6);
    expect(likeness(vectors, 1, 2)).toBe(0);
    expect(likeness(vectors, 3, 0)).toBe(0);
  });

  it('of many levels are about as alike as they would be with room for all', () => {
    const codes = Int32Array.from({ length: 300 }, (_, i) => i >> 1);
    const many = vectorsByFeatures({
      rows: 300,
      columns: [{ kind: 'category', name: 'brand', levels: Array.from({ length: 150 }, (_, b) => `${b}`), codes }],
    });
    expect(many.width).toBe(64);
    for (let i = 0; i < 300; i += 2) {
      expect(likeness(many, i, i + 1)).toBeCloseTo(1, 6);
      expect(likeness(many, i, (i + 2) % 300)).toBeLessThan(0.6);
    }
  });

  it('have length 1, or none', () => {
    expect([...unitVectors(Float64Array.of(3, 4, 0, 0), 2).values]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0]);
  });
});
