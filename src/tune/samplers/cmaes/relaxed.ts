import { valueAt } from '../../dimension.js';
import { pointBy, type Point, type Space } from '../../space.js';

/** A space as a cube of numbers: one coordinate per range, one per choice of a choice. */
export interface Relaxed {
  readonly size: number;
  pointAt(places: Float64Array): Point;
}

/** The cube of a space, whose sides go from 0 to 1. */
export function relaxedOf(space: Space): Relaxed {
  const starts = new Map<string, number>();
  let size = 0;
  for (const [name, dimension] of Object.entries(space)) {
    starts.set(name, size);
    size += dimension.type === 'choice' ? dimension.choices.length : 1;
  }
  return {
    size,
    pointAt: (places) =>
      pointBy(space, (name, dimension) => {
        const at = starts.get(name)!;
        if (dimension.type !== 'choice') return valueAt(dimension, places[at]);
        const own = places.subarray(at, at + dimension.choices.length);
        return dimension.choices[own.indexOf(own.reduce((a, b) => Math.max(a, b)))];
      }),
  };
}
