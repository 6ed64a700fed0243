import type { Points, Space } from '../mixed/space.js';

/** Kept rows in the order of the tree, and how densely each lies. */
export interface LofModel {
  readonly space: Space;
  readonly points: Points;
  /** The number of each point among the kept rows: of equally distant points the first ones are taken. */
  readonly row: Int32Array;
  /** Weight per point, relative to the largest. */
  readonly weight: Float64Array;
  /** Distance from each point to the last of its neighbours. */
  readonly reach: Float64Array;
  /** Local reachability density of each point. */
  readonly density: Float64Array;
  /** Fewer than there are points. */
  readonly neighbours: number;
  readonly metric: 'euclidean' | 'manhattan';
}
