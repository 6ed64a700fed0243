import { mwError } from '../core/index.js';
import { needAtLeast } from './splits/rule.js';

/** Rows that a calibration is fitted to. */
export interface FittedRows {
  /** 2 for a yes or no. */
  readonly labels: number;
  readonly y: Float64Array;
  readonly weights?: Float64Array | undefined;
}

/**
 * Throws `MW_EVALUATE_SPLIT_ROWS` where there are no rows, `MW_EVALUATE_LENGTH` for a wrong number of weights, and `MW_EVALUATE_VALUE` for a truth that is
 * no label and a weight that is none.
 */
export function checkFittedRows(what: string, { labels, y, weights }: FittedRows): void {
  needAtLeast(what, 1, 'row', y.length);
  const odd = y.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < labels));
  if (odd >= 0) {
    const due = labels === 2 ? '0 or 1' : `a whole number from 0 to ${labels - 1}`;
    throw mwError('MW_EVALUATE_VALUE', { what: `truth of row ${odd}`, got: String(y[odd]), due });
  }
  checkWeights(y.length, weights);
}

/** Throws `MW_EVALUATE_LENGTH` or `MW_EVALUATE_VALUE` unless there is one weight of 0 or more per row, or none at all. */
export function checkWeights(rows: number, weights: Float64Array | undefined): void {
  if (!weights) return;
  if (weights.length !== rows) throw mwError('MW_EVALUATE_LENGTH', { what: 'weights', got: weights.length, due: rows });
  const odd = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (odd >= 0) throw mwError('MW_EVALUATE_VALUE', { what: `weight of row ${odd}`, got: String(weights[odd]), due: '0 or more' });
}
