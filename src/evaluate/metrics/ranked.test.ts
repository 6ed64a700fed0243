import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rankAscending } from './ranked.js';

it('ranks by hand: lowest first, equal scores together and in the order of the rows', () => {
  const { order, starts } = rankAscending([0.5, 0.1, 0.5, -0, 0, 0.9]);
  expect([...order]).toEqual([3, 4, 1, 0, 2, 5]);
  expect([...starts]).toEqual([0, 2, 3, 5, 6]);
  expect([...rankAscending([]).starts]).toEqual([0]);
});

it('ranks as a stable sort does', () => {
  const scores = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 })));
  fc.assert(
    fc.property(scores, (values) => {
      const due = values.map((_, i) => i).toSorted((a, b) => (values[a] === values[b] ? a - b : values[a] < values[b] ? -1 : 1));
      const { order, starts } = rankAscending(values);
      expect([...order]).toEqual(due);
      const runs = due.filter((row, i) => i === 0 || values[row] !== values[due[i - 1]]);
      expect([...starts].slice(0, -1).map((at) => order[at])).toEqual(runs);
      expect(starts.at(-1)).toBe(values.length);
    }),
  );
});
