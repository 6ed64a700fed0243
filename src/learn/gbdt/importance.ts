import type { ColumnHead } from '../../core/index.js';
import type { Parts } from '../learner.js';
import { forestFrom } from './parts.js';

/** How much a forest uses each column of its matrix. */
export interface Importance {
  /** Sum of what the splits on the column gained in training (drop of twice the loss). */
  readonly gain: Float64Array;
  /** Number of splits on the column. */
  readonly splits: Int32Array;
}

/** Importance per column, from a predictor's parts. Both measures favour columns of many values; permutation is fairer. */
export function importanceOf(parts: Parts, columns: readonly ColumnHead[]): Importance {
  const forest = forestFrom(parts, columns);
  const gain = new Float64Array(columns.length);
  const splits = new Int32Array(columns.length);
  forest.column.forEach((column, node) => {
    gain[column] += forest.gain[node];
    splits[column]++;
  });
  return { gain, splits };
}
