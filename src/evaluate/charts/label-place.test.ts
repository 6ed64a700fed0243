import { expect, it } from 'vitest';
import type { Frame } from './frame.js';
import { pixelsOfWords, placeFor } from './label-place.js';

it('words are not put over those of a neighbour', () => {
  const frame = { left: 0, right: 400, top: 0, bottom: 200 } as Frame;
  const [first, alone] = [placeFor(frame, [200, 60], 90, []), placeFor(frame, [202, 62], 60, [])];
  // Each by itself would stand below its point, to the right: 2 apart, one over the other.
  expect([first, alone]).toEqual([
    { left: 209, base: 80 },
    { left: 211, base: 82 },
  ]);
  const beside = placeFor(frame, [202, 62], 60, pixelsOfWords(first, 90));
  const apart = Math.abs(beside.base - first.base) >= 12 || beside.left >= first.left + 90 || beside.left + 60 <= first.left;
  expect(apart).toBe(true);
});
