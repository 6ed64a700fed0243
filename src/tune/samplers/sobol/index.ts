import { random } from '../../../core/index.js';
import { valueAt } from '../../dimension.js';
import type { Sampler } from '../../sampler.js';
import { pointBy, type Point, type Space } from '../../space.js';
import { SOBOL_DIMENSIONS, sobolAt } from './points.js';

/** Every trial where the earlier ones left most room: Sobol's sequence, moved by the seed. Random beyond its 64 dimensions. */
export const sobol: Sampler = {
  name: 'sobol',
  summary: 'Spreads the trials evenly: more even than chance, and as free of assumptions.',
  objectives: Infinity,
  begin: (space, seed) => {
    const pointOf = sobolPoints(space, seed);
    return ({ number }) => pointOf(number);
  },
};

/** A point of the sequence; other samplers begin with these. */
export const sobolPoint = (space: Space, seed: number, number: number): Point => sobolPoints(space, seed)(number);

/** The points of the sequence by their numbers. */
export function sobolPoints(space: Space, seed: number): (number: number) => Point {
  const places = new Map(
    Object.keys(space).map((name, at) => {
      const draw = random(seed, 'sobol', at);
      if (at >= SOBOL_DIMENSIONS) return [name, (number: number) => draw.fork(number).uniform()] as const;
      const shift = draw.int(2 ** 32);
      return [name, (number: number) => sobolAt(number, at, shift)] as const;
    }),
  );
  return (number) => pointBy(space, (name, dimension) => valueAt(dimension, places.get(name)!(number)));
}
