import { expect, it } from 'vitest';
import { calledBy, fitSegments, numbersIn } from '../../../test/support/segments.js';
import { random } from '../../core/index.js';
import { gmm } from './gmm.js';
import { bicOf } from './search.js';

const draw = random(3, 'clouds');
/** A long cloud across a round one. */
const clouds = Array.from({ length: 400 }, (_, i) => {
  const along = draw.normal();
  return i % 2 ? [10 * along, 10 * along + 0.3 * draw.normal()] : [20 + draw.normal(), -20 + draw.normal()];
});

it('finds how many clouds there are, long ones whole, where no number is given', async () => {
  const x = numbersIn(clouds);
  const predictor = await fitSegments(gmm, x, {});
  expect(predictor.outputs).toBe(2);
  const called = calledBy(predictor, x);
  expect(new Set(called.filter((_, i) => i % 2 === 1)).size).toBe(1);
  expect(new Set(called.filter((_, i) => i % 2 === 0)).size).toBe(1);
});

it('by hand: the criterion counts means, covariances and shares', () => {
  const mixture = { dims: 3, share: Float64Array.of(0.5, 0.5), mean: new Float64Array(6), whiten: new Float64Array(18) };
  // full: 2 × (3 + 6) + 1 = 19 numbers; diagonal: 2 × (3 + 3) + 1 = 13
  expect(bicOf({ mixture: { ...mixture, covariance: 'full' }, likelihood: -2 }, 100)).toBeCloseTo(19 * Math.log(100) + 400, 9);
  expect(bicOf({ mixture: { ...mixture, covariance: 'diagonal' }, likelihood: -2 }, 100)).toBeCloseTo(13 * Math.log(100) + 400, 9);
});

it('refuses more segments than there are different rows', async () => {
  await expect(fitSegments(gmm, numbersIn([[1], [1], [2], [2], [3]]), { segments: 4 })).rejects.toMatchObject({
    code: 'MW_LEARN_SEGMENTS',
  });
});
