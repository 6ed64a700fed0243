import { expect, it } from 'vitest';
import { distinctCounter } from '../../kernel/index.js';
import { numberBounds, ZERO } from './bin-numbers.js';

const times = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
const bounds = (values: readonly number[], bins = 255): number[] => [
  ...numberBounds(distinctCounter(values.length)(Float64Array.from(values)), bins),
];

it('puts a bound half-way between neighbouring values, and zero apart', () => {
  expect(bounds([...times(1, 3), ...times(2, 3), ...times(5, 3)])).toEqual([ZERO, 1.5, 3.5, Infinity]);
  expect(bounds([...times(-4, 3), ...times(-2, 3), ...times(0, 3), ...times(2, 3)])).toEqual([-3, -ZERO, ZERO, Infinity]);
});

it('keeps three rows in a bin', () => {
  expect(bounds([1, 2, 3, 4, 5, 6, 7])).toEqual([ZERO, 3.5, 6.5, Infinity]);
});

it('shares many values evenly, and leaves a value that fills a bin alone', () => {
  const even = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(bounds(even, 6)).toEqual([ZERO, 20.5, 40.5, 60.5, 80.5, Infinity]);
  // 5 bins for 100 rows: 20 rows make a bin heavy. 50 alone has 40; the other 60 rows make 15 for each of the other four bins.
  const heavy = [...Array.from({ length: 30 }, (_, i) => i + 1), ...times(50, 40), ...Array.from({ length: 30 }, (_, i) => i + 60)];
  expect(bounds(heavy, 6)).toEqual([ZERO, 15.5, 40, 55, 74.5, Infinity]);
});

it('divides the bins between negative and positive values by their rows', () => {
  const values = [...Array.from({ length: 300 }, (_, i) => i - 300), ...Array.from({ length: 100 }, (_, i) => i + 1)];
  const found = bounds(values, 17);
  expect(found.length).toBe(17);
  expect(found.filter((b) => b < 0).length).toBe(12); // floor(300 / 400 * 16)
});

it('never moves a bound onto the higher neighbour, nor to infinity', () => {
  const next = 1 + Number.EPSILON;
  expect(bounds([...times(1, 3), ...times(next, 3)])).toEqual([ZERO, 1, Infinity]);
  expect(bounds([...times(1e308, 3), ...times(1.5e308, 3)])).toEqual([ZERO, 1.25e308, Infinity]);
});

it('has one bin for a column without a known value', () => {
  expect(bounds([])).toEqual([Infinity]);
});
