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
  begin:
    (space, seed) =>
    ({ number }) =>
      sobolPoint(space, seed, number),
};

/** A point of the sequence; other samplers begin with these. */
export function sobolPoint(space: Space, seed: number, number: number): Point {
  const names = Object.keys(space);
  return pointBy(space, (name, dimension) => {
    const at = names.indexOf(name);
    const draw = random(seed, 'sobol', at);
    if (at >= SOBOL_DIMENSIONS) return valueAt(dimension, draw.fork(number).uniform());
    return valueAt(dimension, sobolAt(number, at, draw.int(2 ** 32)));
  });
}
