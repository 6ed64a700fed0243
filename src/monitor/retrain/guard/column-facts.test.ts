import { describe, expect, it } from 'vitest';
import { breakBetween, factsOfSketch, factsOfValues } from './column-facts.js';

const numbers = Array.from({ length: 101 }, (_, i) => i);
const levels = Array.from({ length: 100 }, (_, i) => (i < 60 ? 'monthly' : i < 90 ? 'yearly' : 'trial'));
const between = (before: readonly unknown[], after: readonly unknown[]): string | undefined =>
  breakBetween(factsOfValues(before), factsOfValues(after));

describe('a column that broke', () => {
  it('is missing where it was not', () => {
    expect(
      between(
        numbers,
        numbers.map((v) => (v < 50 ? null : v)),
      ),
    ).toMatch(/^is missing in 49\.5% of the new rows, before it was in 0%/);
    expect(
      between(
        numbers,
        numbers.map(() => null),
      ),
    ).toMatch(/^is missing in 100%/);
    expect(
      between(
        numbers,
        numbers.map((v) => (v < 15 ? null : v)),
      ),
    ).toBeUndefined();
  });

  it('is on another scale, or in another place', () => {
    expect(
      between(
        numbers,
        numbers.map((v) => v * 1000),
      ),
    ).toBe('is on another scale: its middle half went from 25 … 75 to 25,000 … 75,000');
    expect(
      between(
        numbers,
        numbers.map((v) => v / 100),
      ),
    ).toMatch(/another scale/);
    expect(
      between(
        numbers,
        numbers.map(() => 50),
      ),
    ).toMatch(/another scale/);
    expect(
      between(
        numbers,
        numbers.map((v) => v + 200),
      ),
    ).toMatch(/another place/);
    expect(
      between(
        numbers,
        numbers.map((v) => 1.5 * v + 30),
      ),
    ).toBeUndefined();
    expect(
      between(
        numbers.map(() => 3),
        numbers.map(() => 3000),
      ),
    ).toMatch(/another place/);
    expect(
      between(
        numbers.map(() => 3),
        numbers.map(() => 4),
      ),
    ).toBeUndefined();
  });

  it('has other values', () => {
    expect(
      between(
        levels,
        levels.map((v) => v.toUpperCase()),
      ),
    ).toBe('has other values: 100% of what it had is not there');
    expect(
      between(
        levels,
        levels.map((v, i) => (i < 40 ? 'new' : v)),
      ),
    ).toBeUndefined();
  });

  it('is not judged by a few rows', () => expect(between(numbers, [1e9, 2e9])).toBeUndefined());

  it('reads a sketch as it reads values', () => {
    const number = {
      name: 'x',
      kind: 'number',
      rows: 102,
      nulls: 1,
      mean: 50,
      std: 29,
      min: 0,
      max: 100,
      sample: Float64Array.from(numbers),
    } as const;
    expect(factsOfSketch(number)).toEqual({ rows: 102, missing: 1 / 102, quartiles: [25, 50, 75] });
    const level = {
      name: 'x',
      kind: 'level',
      rows: 100,
      nulls: 0,
      levels: ['monthly', 'yearly', 'trial'],
      counts: [60, 30, 10],
      other: 0,
      once: 0,
    } as const;
    expect(breakBetween(factsOfSketch(level)!, factsOfValues(levels))).toBeUndefined();
    expect(factsOfSketch({ name: 'x', kind: 'skipped', reason: 'an id' })).toBeUndefined();
  });
});
