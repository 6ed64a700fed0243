import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberBinner } from './number-binner.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

it('finds the first bound that is not below the value', () => {
  const binOf = numberBinner(Float64Array.of(1, 2, Infinity));
  expect([0, 1, 1.5, 2, 2.5, 1e300].map(binOf)).toEqual([0, 0, 1, 1, 2, 2]);
});

it('agrees with a linear search for any bounds and values, bounds themselves included', () => {
  fc.assert(
    fc.property(fc.uniqueArray(finite, { minLength: 1, maxLength: 60 }), fc.array(finite, { maxLength: 30 }), (points, others) => {
      const bounds = Float64Array.from([...points, Infinity]).toSorted();
      const binOf = numberBinner(bounds);
      for (const value of [...others, ...points, Infinity, -Infinity, 0]) {
        expect(binOf(value)).toBe(bounds.findIndex((b) => value <= b));
      }
    }),
    { numRuns: 300 },
  );
});

it('agrees on bounds that crowd into one grid cell', () => {
  const bounds = Float64Array.from([...Array.from({ length: 50 }, (_, i) => i * 1e-9), 1e9, Infinity]);
  const binOf = numberBinner(bounds);
  for (const value of [-1, 0, 1e-9, 2.5e-9, 48.5e-9, 1e-6, 1e9, 2e9]) expect(binOf(value)).toBe(bounds.findIndex((b) => value <= b));
});
