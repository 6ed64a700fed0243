import { describe, expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { bags } from './bag.js';

const drawn = (draw: ReturnType<typeof bags>, rows: number, seed = 1): Float64Array => {
  const bag = new Float64Array(rows).fill(9);
  draw(random(seed, 'bag'), bag);
  return bag;
};
const total = (bag: Float64Array): number => bag.reduce((sum, weight) => sum + weight, 0);

describe('bags', () => {
  it('with replacement: as many draws as asked for; about 1/e of the rows are left out', () => {
    const bag = drawn(bags(10_000, 10_000, true, undefined), 10_000);
    expect(total(bag)).toBe(10_000);
    expect(Math.abs(bag.filter((w) => w === 0).length / 10_000 - Math.exp(-1))).toBeLessThan(0.02);
    expect(total(drawn(bags(100, 30, true, undefined), 100))).toBe(30);
  });

  it('draws in proportion to the weights', () => {
    const bag = drawn(bags(4, 10_000, true, Float64Array.of(1, 2, 3, 4)), 4);
    bag.forEach((count, row) => expect(Math.abs(count - 1000 * (row + 1))).toBeLessThan(5 * Math.sqrt(1000 * (row + 1))));
  });

  it('with equal weights draws what it draws without', () => {
    expect(drawn(bags(50, 50, true, new Float64Array(50).fill(1)), 50)).toEqual(drawn(bags(50, 50, true, undefined), 50));
  });

  it('without replacement: each row at most once, with its weight', () => {
    expect([...drawn(bags(3, 3, false, undefined), 3)]).toEqual([1, 1, 1]);
    expect([...drawn(bags(3, 3, false, Float64Array.of(1, 0.5, 2)), 3)]).toEqual([1, 0.5, 2]);
    const part = drawn(bags(100, 40, false, undefined), 100);
    expect([...new Set(part)].toSorted()).toEqual([0, 1]);
    expect(total(part)).toBe(40);
  });
});
