import type { Json } from '../../core/index.js';
import { valueAt, type Dimension } from '../dimension.js';
import type { Sampler } from '../sampler.js';
import { isActive, type Point, type Space } from '../space.js';

/** Values per range of numbers. */
const STEPS = 4;
/** Points beyond this are not laid out. */
const MOST_POINTS = 1_000_000;

/**
 * Every combination of a few values per dimension, in an order that varies the last dimension fastest: all choices, and four
 * values of a range, evenly on its scale with both ends. Beyond the last combination it begins again.
 */
export const grid: Sampler = {
  name: 'grid',
  summary: 'Tries every combination of four values per setting.',
  objectives: Infinity,
  size: (space) => sizeFrom(space, Object.keys(space), {}),
  begin: (space) => {
    const names = Object.keys(space);
    const size = sizeFrom(space, names, {});
    return ({ number }) => pointFrom(space, names, number % size, {});
  },
};

/** The values that a dimension is tried with. */
function stepsOf(dimension: Dimension): readonly Json[] {
  if (dimension.type === 'choice') return dimension.choices;
  const values = Array.from({ length: STEPS }, (_, i) => valueAt(dimension, i / (STEPS - 1)));
  return values.filter((value, i) => values.indexOf(value) === i);
}

/** How many combinations there are of the dimensions from here on. Walks branch by branch only where conditions ask for it. */
function sizeFrom(space: Space, [name, ...rest]: readonly string[], point: Point): number {
  if (name === undefined) return 1;
  if (!isActive(space, name, point)) return sizeFrom(space, rest, point);
  const steps = stepsOf(space[name]);
  const decides = rest.some((other) => space[other].when?.name === name);
  const sizes = decides ? steps.map((value) => sizeFrom(space, rest, { ...point, [name]: value })) : undefined;
  const size = sizes?.reduce((sum, one) => sum + one, 0) ?? steps.length * sizeFrom(space, rest, { ...point, [name]: steps[0] });
  return Math.min(MOST_POINTS, size);
}

function pointFrom(space: Space, [name, ...rest]: readonly string[], number: number, point: Point): Point {
  if (name === undefined) return point;
  if (!isActive(space, name, point)) return pointFrom(space, rest, number, point);
  let left = number;
  const steps = stepsOf(space[name]);
  for (const value of steps) {
    const next = { ...point, [name]: value };
    const size = sizeFrom(space, rest, next);
    if (left < size || value === steps.at(-1)) return pointFrom(space, rest, left, next);
    left -= size;
  }
  return point;
}
