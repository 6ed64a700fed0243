import { expect, it } from 'vitest';
import { drawOneSide } from './one-side.js';

const pairsOf = (sizes: readonly number[]): Float64Array => Float64Array.from(sizes.flatMap((s) => [s, 1]));

it('keeps the rows that matter most, the first of equal ones, and draws from the rest, which stand for all of it', () => {
  const sizes = Array.from({ length: 100 }, (_, i) => (i % 10 === 3 ? 50 : i === 40 ? -60 : 1));
  const gradients = pairsOf(sizes);
  const bag = new Uint8Array(100);
  expect(drawOneSide([gradients], 0.06, 0.2, 7, 1, bag)).toBe(26);
  const marked = [...bag.keys()].filter((row) => bag[row] === 1);
  expect(marked.length).toBe(26);
  for (const row of [40, 3, 13, 23, 33, 43]) expect([bag[row], gradients[2 * row]]).toEqual([1, sizes[row]]);
  const drawn = marked.filter((row) => gradients[2 * row + 1] !== 1);
  expect(drawn.length).toBe(20);
  for (const row of drawn) expect(gradients[2 * row + 1]).toBe(94 / 20);
});

it('draws anew in each round, and the same for the same seed', () => {
  const draw = (round: number): Uint8Array => {
    const bag = new Uint8Array(200);
    drawOneSide([pairsOf(Array.from({ length: 200 }, (_, i) => i))], 0.1, 0.3, 7, round, bag);
    return bag;
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

it('takes all rows when the shares ask for more', () => {
  const bag = new Uint8Array(10);
  expect(drawOneSide([pairsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])], 0.9, 0.5, 7, 1, bag)).toBe(10);
  expect([...bag]).toEqual(Array.from({ length: 10 }, () => 1));
});
