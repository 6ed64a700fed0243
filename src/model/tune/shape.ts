import { outputsOf } from '../train/fit-on.js';
import type { Training } from '../train/training.js';

/** What a search needs to know of the data to choose what it tries. */
export interface DataShape {
  /** Rows that fits may learn from. */
  readonly rows: number;
  /** Features of the model. */
  readonly columns: number;
  /** Margins per row: classes, else 1. */
  readonly outputs: number;
}

/** The shape of some rows of a training. */
export const shapeOf = ({ model, prepared }: Training, rows: Int32Array): DataShape => ({
  rows: rows.length,
  columns: Object.keys(model.features).length,
  outputs: outputsOf(prepared),
});

/** Rows below which the luck of one split is larger than what settings differ by. */
const FEW_ROWS = 2000;

/** Whether a fold says so little that cross-validations are repeated, and that no trial is given up by a few of them lightly. */
export const hasFewRows = ({ rows }: DataShape): boolean => rows < FEW_ROWS;

/** Cells times outputs: what the time of a fit grows with. */
export const workOf = ({ rows, columns, outputs }: DataShape): number => rows * columns * outputs;
