import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ascending } from './ascending.js';

it('gives the rows in the order of their values, equal ones as they stand, missing ones left out', () => {
  expect([...ascending(Float64Array.of(3, NaN, -1, 3, 0, -0, Infinity))]).toEqual([2, 4, 5, 0, 3, 6]);
  expect(ascending(Float64Array.of(NaN))).toHaveLength(0);
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double());
  fc.assert(
    fc.property(fc.array(value), (list) => {
      const values = Float64Array.from(list);
      const due = [...values.keys()]
        .filter((i) => !Number.isNaN(values[i]))
        .toSorted((a, b) => (values[a] === values[b] ? a - b : values[a] < values[b] ? -1 : 1));
      expect([...ascending(values)]).toEqual(due);
    }),
  );
});
