import { mwError } from '../../core/index.js';
import { rankAscending } from '../metrics/index.js';
import type { Resampling } from '../resample.js';

/** Rows of a randomised trial that a model of effects did not learn from, with what it says of them. All arrays are of one length. */
export interface UpliftRows extends Resampling {
  /** What became of each row: 0 or 1, or an amount. */
  readonly y: Float64Array;
  /** 1 treated, 0 not. */
  readonly treated: ArrayLike<number>;
  /** The predicted effect: rows with a higher one are treated first. */
  readonly uplift: Float64Array;
  readonly weights?: Float64Array;
}

/** The rows in the order in which they would be treated, with where each run of equal predictions ends. */
export interface OrderedRows {
  readonly order: Int32Array;
  /** Ascending; the last is the number of rows. */
  readonly ends: Int32Array;
  readonly y: Float64Array;
  readonly treated: Uint8Array;
  readonly weights: Float64Array;
}

/** Orders rows by predicted uplift, highest first; equal ones in row order. Throws `MW_EVALUATE_UPLIFT` on rows of which nothing can be said. */
export function orderedRows(rows: Omit<UpliftRows, keyof Resampling>): OrderedRows {
  checkUplift(rows);
  const { order, starts } = rankAscending(rows.uplift.map((v) => -v));
  const weights = rows.weights ?? new Float64Array(rows.y.length).fill(1);
  return {
    order,
    ends: starts.slice(1),
    y: Float64Array.from(order, (row) => rows.y[row]),
    treated: Uint8Array.from(order, (row) => rows.treated[row]),
    weights: Float64Array.from(order, (row) => weights[row]),
  };
}

/** Throws unless all arrays have one length, marks are 0 and 1 and both occur, and numbers are finite. */
export function checkUplift({ y, treated, uplift, weights }: Omit<UpliftRows, keyof Resampling>): void {
  for (const [what, column] of Object.entries({ 'treated marks': treated, uplifts: uplift, weights }))
    if (column && column.length !== y.length) throw mwError('MW_EVALUATE_LENGTH', { what, got: column.length, due: y.length });
  const seen = [false, false];
  for (let i = 0; i < y.length; i++) {
    if (treated[i] !== 0 && treated[i] !== 1) throw refuse(`treated mark of row ${i}`, treated[i], '0 or 1');
    if (!Number.isFinite(y[i])) throw refuse(`outcome of row ${i}`, y[i], 'a finite number');
    if (!Number.isFinite(uplift[i])) throw refuse(`uplift of row ${i}`, uplift[i], 'a finite number');
    seen[treated[i]] = true;
  }
  if (!seen[0] || !seen[1]) throw refuse('rows', seen[1] ? 'treated ones only' : 'untreated ones only', 'treated and untreated ones');
}

const refuse = (what: string, got: number | string, due: string) => mwError('MW_EVALUATE_UPLIFT', { what, got: String(got), due });
