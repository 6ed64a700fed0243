import { random, type Random } from '../../core/index.js';
import { unitsOfGroups } from '../resample.js';
import type { SplitRows } from './split.js';

/** Rows that stay together: `unitOf[row]` numbers the units in order of their first row. Without groups every row is a unit. */
export interface Units {
  readonly count: number;
  readonly unitOf: Int32Array;
  /** count × classes: how many rows of each class a unit has; one class when the rows have none. */
  readonly classCounts: Int32Array;
  readonly classes: number;
}

/** The units of some rows and what classes they hold. */
export function unitsOf({ rows, groups, classes }: SplitRows): Units {
  const unitOf = groups ? unitsOfGroups(groups) : Int32Array.from({ length: rows }, (_, i) => i);
  const count = unitOf.reduce((most, u) => Math.max(most, u + 1), 0);
  let width = 1;
  if (classes) for (let i = 0; i < rows; i++) width = Math.max(width, classes[i] + 1);
  const classCounts = new Int32Array(count * width);
  for (let i = 0; i < rows; i++) classCounts[unitOf[i] * width + (classes ? classes[i] : 0)]++;
  return { count, unitOf, classCounts, classes: width };
}

/**
 * The order in which units are dealt out: shuffled, then the largest first, for they are the hardest to place.
 * Depends on the seed and on the units' order of appearance.
 */
export function dealingOrder({ count, unitOf }: Units, stream: Random): Int32Array {
  const shuffled = stream.shuffle(Int32Array.from({ length: count }, (_, u) => u));
  if (count === unitOf.length) return shuffled;
  const [size, place] = [new Int32Array(count), new Int32Array(count)];
  for (const u of unitOf) size[u]++;
  shuffled.forEach((u, i) => (place[u] = i));
  return shuffled.toSorted((a, b) => size[b] - size[a] || place[a] - place[b]);
}

/** The stream that a split draws from. */
export const splitStream = (seed: number, name: string): Random => random(seed, 'split', name);
