import { expect, it } from 'vitest';
import { calledBy, fitSegments, numbersIn } from '../../../test/support/segments.js';
import { paceOf } from '../pace.js';
import { agglomerative } from './agglomerative.js';
import { apartOf } from './apart.js';
import { joinsOf } from './chain.js';
import type { Join } from './params.js';

const pace = paceOf(new AbortController().signal);
const heights = async (join: Join, weights: readonly number[], at: readonly number[]): Promise<readonly number[]> => {
  const each = Float64Array.from(weights);
  return (await joinsOf(await apartOf(Float64Array.from(at), 1, each, join, pace), each, join, pace)).map(({ apart }) => apart);
};

it.for([
  // 0 and 1 meet at 1, {0, 1} and 4: at 3 the nearest pair, 4 the furthest, 3.5 on average; Ward: 2 × 2 / 3 × 3.5²
  ['single', [1, 3]],
  ['complete', [1, 4]],
  ['average', [1, 3.5]],
  ['ward', [1, (4 / 3) * 3.5 ** 2]],
] as const)('by hand: %s', async ([join, due]) => {
  const [low, high] = await heights(join, [1, 1, 1], [0, 1, 4]);
  expect(low).toBeCloseTo(due[0], 12);
  expect(high).toBeCloseTo(due[1], 12);
});

it('a weight of 2 is two rows: {0, 0, 1} and 4 are 11 / 3 apart on average', async () => {
  expect((await heights('average', [2, 1, 1], [0, 1, 4])).at(-1)).toBeCloseTo(11 / 3, 12);
});

it('a new row belongs to the segment of the nearest row', async () => {
  const predictor = await fitSegments(agglomerative, numbersIn([[0], [1], [2], [10], [11]]), { segments: 2 });
  expect(calledBy(predictor, numbersIn([[-50], [5.9], [6.1], [50]]))).toEqual([0, 0, 1, 1]);
});

it('refuses more segments than there are different rows', async () => {
  const same = numbersIn([[1], [1], [2], [2]]);
  await expect(fitSegments(agglomerative, same, { segments: 3 })).rejects.toMatchObject({ code: 'MW_LEARN_SEGMENTS' });
});
