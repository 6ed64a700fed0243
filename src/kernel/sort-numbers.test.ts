import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberSorter } from './sort-numbers.js';

it('sorts as Float64Array does, signs of zero, infinities and NaN included', () => {
  const sort = numberSorter(300);
  const value = fc.oneof(fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1, -1, Number.MIN_VALUE), fc.double(), fc.integer());
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), (items) => {
      const values = Float64Array.from(items);
      sort(values);
      expect(values).toEqual(Float64Array.from(items).toSorted());
    }),
    { numRuns: 300 },
  );
});

it('sorts again and again in the same room', () => {
  const sort = numberSorter(3);
  for (const items of [[3, 1, 2], [5], [], [2, 2, 1]]) {
    const values = Float64Array.from(items);
    sort(values);
    expect([...values]).toEqual(items.toSorted((a, b) => a - b));
  }
});
