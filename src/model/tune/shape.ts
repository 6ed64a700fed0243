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

/** Cells times outputs: what the time of a fit grows with. */
export const workOf = ({ rows, columns, outputs }: DataShape): number => rows * columns * outputs;
