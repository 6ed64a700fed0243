import type { Matrix } from '../../core/index.js';
import { forEachRow } from '../for-each-row.js';
import type { Contributions, Predictor } from '../learner.js';
import { partsOfTails } from './parts.js';

/** The tails of all columns, one after another. */
export interface Ecod {
  /** Knots of column j stand from `first[j]` up to `first[j + 1]`. */
  readonly first: Int32Array;
  readonly knots: Float64Array;
  /** −ln of the share of training rows at or below the knot, and at or above it. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** 1 where only this very value is meant (levels), 0 for numbers. */
  readonly exact: Uint8Array;
  /** 1 where the long tail is the left one. */
  readonly leftSkewed: Uint8Array;
}

/** Which sum over the columns counts: of left tails, of right tails, or of each column's longer one. */
type Side = 0 | 1 | 2;

/** A row scores the greatest of three sums over its columns: −ln of the left tails, of the right ones, and of each column's longer one. */
export function ecodPredictor(ecod: Ecod, columns: number): Predictor {
  const scoreOf = (row: Float64Array): number => sumOf(ecod, row, sideOf(ecod, row));
  return {
    outputs: 1,
    predict(x, out) {
      forEachRow(x, (row, i) => (out[i] = scoreOf(row)));
    },
    predictRow(row, out) {
      out[0] = scoreOf(row);
    },
    contributions: (x) => sharesOf(ecod, x, columns),
    toParts: () => partsOfTails(ecod, columns),
  };
}

/** Base 0: each column adds how surprising its value is, on the side that counts for the row. */
function sharesOf(ecod: Ecod, x: Matrix, columns: number): Contributions {
  const effects = new Float64Array(x.rows * columns);
  forEachRow(x, (row, i) => {
    const side = sideOf(ecod, row);
    for (let j = 0; j < columns; j++) effects[i * columns + j] = surprise(ecod, j, row[j], side);
  });
  return { base: Float64Array.of(0), effects };
}

function sideOf(ecod: Ecod, row: Float64Array): Side {
  const [left, right, longer] = [sumOf(ecod, row, 0), sumOf(ecod, row, 1), sumOf(ecod, row, 2)];
  if (longer >= left && longer >= right) return 2;
  return left >= right ? 0 : 1;
}

function sumOf(ecod: Ecod, row: Float64Array, side: Side): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += surprise(ecod, j, row[j], side);
  return sum;
}

/** −ln of the tail that a value lies in; a missing one does not surprise, one beyond all that training had counts as the last of them. */
function surprise({ first, knots, left, right, exact, leftSkewed }: Ecod, j: number, value: number, side: Side): number {
  const [from, to] = [first[j], first[j + 1]];
  if (Number.isNaN(value) || from === to) return 0;
  const isLeft = side === 0 || (side === 2 && leftSkewed[j] === 1);
  let [low, high] = [from, to - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (knots[middle] < value) low = middle + 1;
    else high = middle;
  }
  if (exact[j] === 1 && knots[low] !== value) return greatest(left, from, to);
  if (!isLeft) return right[low];
  return knots[low] <= value || low === from ? left[low] : left[low - 1];
}

/** A level that training never saw is as surprising as the rarest one. */
function greatest(values: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, values[i]);
  return most;
}
