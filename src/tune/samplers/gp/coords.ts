import { indexOfChoice, placeOf } from '../../dimension.js';
import type { Point, Space } from '../../space.js';

/** How far two coordinates are apart: numbers by their places; a choice is the same or another one, where all are equally far. */
export interface Coords {
  readonly names: readonly string[];
  readonly isChoice: Uint8Array;
  of(point: Point): Float64Array;
}

/** Points as vectors: the place of a number, the index of a choice; a dimension that a point lacks counts as the middle. */
export function coordsOf(space: Space): Coords {
  const names = Object.keys(space);
  return {
    names,
    isChoice: Uint8Array.from(names, (name) => (space[name].type === 'choice' ? 1 : 0)),
    of: (point) =>
      Float64Array.from(names, (name) => {
        const dimension = space[name];
        const value = point[name];
        if (dimension.type === 'choice') return value === undefined ? 0 : indexOfChoice(dimension, value);
        return value === undefined ? 0.5 : placeOf(dimension, value);
      }),
  };
}
