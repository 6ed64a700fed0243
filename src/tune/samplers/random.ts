import { random as stream } from '../../core/index.js';
import { valueAt } from '../dimension.js';
import type { Sampler } from '../sampler.js';
import { pointBy } from '../space.js';

/** Every trial anywhere: the baseline that every other sampler must beat (Bergstra and Bengio, JMLR 2012). */
export const random: Sampler = {
  name: 'random',
  summary: 'Tries settings at random; the baseline.',
  objectives: Infinity,
  begin:
    (space, seed) =>
    ({ number }) => {
      const draw = stream(seed, 'random', number);
      return pointBy(space, (_, dimension) => valueAt(dimension, draw.uniform()));
    },
};
