import type { Points, Space } from '../mixed/space.js';

/** Training rows in the order of the tree, and how they vote. */
export interface KnnModel {
  readonly outputs: number;
  readonly isRegression: boolean;
  readonly space: Space;
  readonly points: Points;
  /** The number of each point's row when training: of equally distant rows the first ones are taken. */
  readonly row: Int32Array;
  /** Target per point: a value, or the number of its class. */
  readonly y: Float64Array;
  /** Weight per point, relative to the largest. */
  readonly weight: Float64Array;
  /** Shares of the classes in all training rows; empty for a regression. */
  readonly prior: Float64Array;
  /** At most as many as there are points. */
  readonly neighbours: number;
  readonly metric: 'euclidean' | 'manhattan';
  readonly votes: 'rank' | 'uniform' | 'distance';
  readonly smoothing: number;
}
