import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topItems } from './top-items.js';

it('is the head of a full sort, for any scores, ties and items left out', () => {
  const score = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(score, fc.integer({ min: 0, max: 2 }), fc.boolean())), fc.nat(12), fc.boolean(), (items, k, hasTies) => {
      const scores = Float64Array.from(items, ([value]) => value);
      const ties = hasTies ? Float64Array.from(items, ([, tie]) => tie) : undefined;
      const sorted = Array.from(items.keys())
        .filter((item) => !items[item][2])
        .toSorted((a, b) => scores[b] - scores[a] || (ties ? ties[b] - ties[a] : 0) || a - b);
      expect(Array.from(topItems(scores, k, (item) => items[item][2], ties))).toEqual(sorted.slice(0, k));
    }),
  );
});
