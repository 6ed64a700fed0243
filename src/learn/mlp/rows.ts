import { doublesOf, type Matrix } from '../../core/index.js';
import type { Task } from '../learner.js';
import type { Passes } from './batch.js';
import { encodeRow, type Inputs } from './inputs.js';

/** Rows to learn from or to judge by: every cell as a double, targets as the network sees them. */
export interface Rows {
  readonly task: Task;
  readonly inputs: Inputs;
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

export const rowsOf = (task: Task, inputs: Inputs, x: Matrix, y: Float64Array, weights: Float64Array): Rows => ({
  task,
  inputs,
  columns: x.columns.map(doublesOf),
  y,
  weights,
});

/** Encodes the rows `order[from]` … `order[to − 1]` as what enters the first layer. */
export function enter(
  { inputs, columns }: Rows,
  { entering: [{ starts, index, value }] }: Passes,
  order: Int32Array,
  from: number,
  to: number,
): void {
  const row = new Float64Array(columns.length);
  let next = 0;
  for (let i = from; i < to; i++) {
    starts[i - from] = next;
    for (let j = 0; j < columns.length; j++) row[j] = columns[j][order[i]];
    next = encodeRow(inputs, row, index, value, next);
  }
  starts[to - from] = next;
}
