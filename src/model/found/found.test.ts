import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../core/index.js';
import { namesOf, plainWords, traitsOf, type Trait } from './index.js';

const trait = (words: string, strength: number, more: Partial<Trait> = {}): Trait => ({
  feature: words,
  words,
  kind: 'number',
  here: 1,
  all: 0,
  strength,
  ...more,
});

describe('plainWords', () => {
  it('drops units and joins', () => {
    expect(['Annual Income (k$)', 'spendingScore', 'monthly_charges', 'Torque [Nm]', 'c1', '(k$)', 'Größe'].map(plainWords)).toEqual([
      'annual income',
      'spending score',
      'monthly charges',
      'torque',
      'c1',
      '(k$)',
      'größe',
    ]);
  });
});

describe('traitsOf', () => {
  const x: Matrix = {
    rows: 4,
    columns: [
      { kind: 'number', name: 'age', values: Float64Array.of(20, 40, 60, NaN) },
      { kind: 'flag', name: 'member', values: Uint8Array.of(1, 0, 0, 255) },
      { kind: 'category', name: 'plan', levels: ['a', 'b'], codes: Int32Array.of(0, 1, 1, 1) },
      { kind: 'number', name: 'same', values: Float64Array.of(1, 1, 1, 1) },
    ],
  };
  it('by hand: in standard deviations of all rows', () => {
    const found = Object.fromEntries(traitsOf(x, Uint8Array.of(1, 0, 0, 0)).map((t) => [t.feature, t]));
    // age: mean 40, deviation √(800/3); member: share 1/3; plan a: share 1/4
    expect(found['age']).toMatchObject({ words: 'low age', here: 20, all: 40, strength: expect.closeTo(-20 / Math.sqrt(800 / 3), 12) });
    expect(found['member']).toMatchObject({ words: 'member', here: 1, strength: expect.closeTo(Math.SQRT2, 12) });
    expect(found['plan']).toMatchObject({ words: 'plan a', level: 'a', strength: expect.closeTo(Math.sqrt(3), 12) });
    expect(found['same']).toBeUndefined();
  });
  it('the most distinctive first, and nothing of no rows', () => {
    expect(traitsOf(x, Uint8Array.of(1, 0, 0, 0)).map((t) => t.feature)).toEqual(['plan', 'member', 'age']);
    expect(traitsOf(x, new Uint8Array(4))).toEqual([]);
  });
});

describe('namesOf', () => {
  it('two traits, those that tell', () => {
    expect(namesOf([[trait('high income', 1.2), trait('low spending', -0.9), trait('old', 0.8)], [trait('low income', -0.4)]])).toEqual([
      'high income, low spending',
      'average',
    ]);
  });
  it('more where two would share a name, and a number when nothing is left', () => {
    const [a, b, c, d] = [trait('high a', 2), trait('high b', 1.5), trait('high c', 1), trait('low c', -1)];
    expect(namesOf([[a, b, c], [a, b, d], [a, b, c], []])).toEqual([
      'high a, high b, high c',
      'high a, high b, low c',
      'high a, high b, high c 2',
      'average',
    ]);
    expect(namesOf([[], [], []])).toEqual(['average', 'average 2', 'average 3']);
  });
  it('a share names a segment only when most of its rows have it', () => {
    expect(namesOf([[trait('plan a', 2, { kind: 'share', here: 0.4 })], [trait('not member', -1, { kind: 'share', here: 0.1 })]])).toEqual([
      'average',
      'not member',
    ]);
  });
});
