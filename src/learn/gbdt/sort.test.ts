import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortByKey } from './sort.js';

it('sorts by key, ties in their old order, and leaves the rest alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), (keys) => {
      const items = Int32Array.from([...keys.keys(), 77]);
      sortByKey(items, keys.length, Float64Array.from(keys), new Int32Array(items.length));
      const expected = [...keys.keys()].toSorted((a, b) => keys[a] - keys[b]);
      expect([...items]).toEqual([...expected, 77]);
    }),
  );
});
