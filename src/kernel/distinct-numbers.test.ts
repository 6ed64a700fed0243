import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countSorted, distinctCounter, type Distinct } from './distinct-numbers.js';

const listed = ({ values, counts }: Distinct): (readonly [number, number])[] => Array.from(values, (value, i) => [value, counts[i]]);

it.each([
  ['WebAssembly', distinctCounter(9)],
  ['JavaScript', countSorted],
])('%s: counts equal numbers, leaves NaN out and has one zero', (_, count) => {
  expect(listed(count(Float64Array.of(3, 1, NaN, 3, -0, 0, -Infinity, -2, 3)))).toEqual([
    [-Infinity, 1],
    [-2, 1],
    [0, 2],
    [1, 1],
    [3, 3],
  ]);
  expect(listed(count(Float64Array.of(NaN)))).toEqual([]);
  expect(listed(count(new Float64Array(0)))).toEqual([]);
});

it('leaves out every NaN, whatever its bits', () => {
  const values = Float64Array.of(2, 0, 1);
  new BigUint64Array(values.buffer)[1] = 0xfff8_0000_0000_0001n;
  expect(listed(distinctCounter(3)(values))).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

it('finds what JavaScript finds', () => {
  const count = distinctCounter(300);
  const value = fc.oneof(fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1, -1, Number.MIN_VALUE), fc.double(), fc.integer());
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), (items) => {
      const values = Float64Array.from(items);
      expect(listed(count(values))).toEqual(listed(countSorted(values)));
    }),
    { numRuns: 300 },
  );
});

it('tells numbers apart that only their low bits part', () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => 1 + ((i * 2741) % 5000) * Number.EPSILON);
  const { values: found, counts } = distinctCounter(5000)(values);
  expect([...found]).toEqual(Array.from({ length: 5000 }, (_, i) => 1 + i * Number.EPSILON));
  expect(counts.every((n) => n === 1)).toBe(true);
});
