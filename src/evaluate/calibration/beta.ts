import { factorise, mwError, sigmoid, softplus, solveFactored } from '../../core/index.js';
import { checkFittedRows } from '../check-rows.js';

/** p′ = sigmoid(a · ln p − b · ln(1 − p) + c), with a and b not below 0, so that the order of forecasts stays. a = b = 1 and c = 0 leave them as they are. */
export interface BetaCalibration {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Probabilities are kept off 0 and 1 by this much, whose logarithms are infinite. */
const LEAST = 2 ** -52;

/**
 * Beta calibration of the probabilities of two classes (Kull, Silva Filho & Flach, AISTATS 2017): three numbers, of which Platt's scaling of log-odds is the case
 * a = b. It can also correct forecasts that are too near to one end alone. The one of least log-loss, by Newton's method; where a or b would fall below 0 it is held
 * at 0. Not affine in log-odds: contributions no longer add up behind it. On separable rows it is steep, and finite. O(rows) per step, few steps.
 *
 * `y` is 0 or 1. Throws `MW_EVALUATE_LENGTH`, `MW_EVALUATE_SPLIT_ROWS` for no rows, `MW_EVALUATE_VALUE` for a truth or a weight that is none, and
 * `MW_EVALUATE_NOT_FINITE` for what is no probability.
 *
 * ```ts
 * const fit = fitBeta(Float64Array.of(0.1, 0.4, 0.6, 0.9, 0.3, 0.7), Float64Array.of(0, 1, 0, 1, 0, 1));
 * betaAt(fit, 0.9) > betaAt(fit, 0.1) // true
 * ```
 */
export function fitBeta(probabilities: Float64Array, y: Float64Array, weights?: Float64Array): BetaCalibration {
  if (y.length !== probabilities.length)
    throw mwError('MW_EVALUATE_LENGTH', { what: 'probabilities', got: probabilities.length, due: y.length });
  checkFittedRows('a calibration', { labels: 2, y, weights });
  const odd = probabilities.findIndex((p) => !(p >= 0 && p <= 1));
  if (odd >= 0) throw mwError('MW_EVALUATE_NOT_FINITE', { what: 'probability', row: odd, got: String(probabilities[odd]) });
  const logs = probabilities.map((p) => Math.log(clipped(p)));
  const others = probabilities.map((p) => -Math.log1p(-clipped(p)));
  const ones = new Float64Array(y.length).fill(1);
  const rows = { y, weights: weights ?? ones };
  const [a, b, c] = leastLoss([logs, others, ones], rows);
  if (a >= 0 && b >= 0) return { a, b, c };
  const [left, right] = [leastLoss([logs, ones], rows), leastLoss([others, ones], rows)];
  if (a < 0 && right[0] >= 0) return { a: 0, b: right[0], c: right[1] };
  if (b < 0 && left[0] >= 0) return { a: left[0], b: 0, c: left[1] };
  return { a: 0, b: 0, c: leastLoss([ones], rows)[0] };
}

/** The calibrated probability. */
export function betaAt({ a, b, c }: BetaCalibration, probability: number): number {
  const p = clipped(probability);
  return sigmoid(a * Math.log(p) - b * Math.log1p(-p) + c);
}

const clipped = (p: number): number => Math.min(1 - LEAST, Math.max(LEAST, p));

type Rows = { readonly y: Float64Array; readonly weights: Float64Array };

const STEPS = 100;
/** Share of a Newton step below which the search for one that gains ends. */
const LEAST_STEP = 1e-6;

/** The coefficients of a logistic regression on few columns, of least log-loss. */
function leastLoss(columns: readonly Float64Array[], rows: Rows): Float64Array {
  let at = new Float64Array(columns.length);
  let here = lossAt(at, columns, rows);
  for (let round = 0; round < STEPS; round++) {
    const { gradient, hessian } = slopesAt(at, columns, rows);
    if (Math.hypot(...gradient) < 1e-13 * rows.y.length) break;
    factorise(hessian, columns.length);
    const step = solveFactored(hessian, gradient);
    let size = 1;
    let next = at.map((v, k) => v - step[k]);
    let there = lossAt(next, columns, rows);
    while (there > here && size > LEAST_STEP) {
      size /= 2;
      next = at.map((v, k) => v - size * step[k]);
      there = lossAt(next, columns, rows);
    }
    // Rounding hides what the last steps gain; those that gain nothing are not taken.
    if (!(there < here)) break;
    [at, here] = [next, there];
  }
  return at;
}

const marginOf = (at: Float64Array, columns: readonly Float64Array[], row: number): number =>
  columns.reduce((sum, column, k) => sum + at[k] * column[row], 0);

function lossAt(at: Float64Array, columns: readonly Float64Array[], { y, weights }: Rows): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    const m = marginOf(at, columns, i);
    loss += weights[i] * (softplus(m) - y[i] * m);
  }
  return loss;
}

function slopesAt(
  at: Float64Array,
  columns: readonly Float64Array[],
  { y, weights }: Rows,
): { gradient: Float64Array; hessian: Float64Array } {
  const size = columns.length;
  const [gradient, hessian] = [new Float64Array(size), new Float64Array(size * size)];
  for (let i = 0; i < y.length; i++) {
    const p = sigmoid(marginOf(at, columns, i));
    const [slope, bend] = [weights[i] * (p - y[i]), weights[i] * p * (1 - p)];
    for (let k = 0; k < size; k++) {
      gradient[k] += slope * columns[k][i];
      for (let l = 0; l <= k; l++) hessian[k * size + l] += bend * columns[k][i] * columns[l][i];
    }
  }
  return { gradient, hessian };
}
