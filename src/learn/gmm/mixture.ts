import type { Covariance } from './params.js';

/** A mixture of normal distributions of points. */
export interface Mixture {
  readonly covariance: Covariance;
  readonly dims: number;
  /** Share of each segment. */
  readonly share: Float64Array;
  /** Segments × coordinates. */
  readonly mean: Float64Array;
  /**
   * What makes a segment round: W with Wᵀ W the inverse of its covariance. `full`: segments × coordinates × coordinates, the lower triangle;
   * `diagonal`: segments × coordinates.
   */
  readonly whiten: Float64Array;
}

/** Entries of one segment's {@link Mixture.whiten}. */
export const whitenSize = (covariance: Covariance, dims: number): number => (covariance === 'full' ? dims * dims : dims);

/** Half of the log-determinant of the inverse covariance. A coordinate that follows from others has no part in it. */
export function halfLogDeterminant({ covariance, dims, whiten }: Mixture, k: number): number {
  const [at, step] = [k * whitenSize(covariance, dims), covariance === 'full' ? dims + 1 : 1];
  let sum = 0;
  for (let d = 0; d < dims; d++) if (whiten[at + d * step] > 0) sum += Math.log(whiten[at + d * step]);
  return sum;
}

/** Writes z − mean of segment k into `off` and the same made round into `round`; gives its squared length. */
export function distanceFrom(
  mixture: Mixture,
  k: number,
  points: Float64Array,
  at: number,
  off: Float64Array,
  round: Float64Array,
): number {
  const { covariance, dims, mean, whiten } = mixture;
  const from = k * whitenSize(covariance, dims);
  for (let d = 0; d < dims; d++) off[d] = points[at + d] - mean[k * dims + d];
  let sum = 0;
  for (let d = 0; d < dims; d++) {
    let value = 0;
    if (covariance === 'full') for (let e = 0, w = from + d * dims; e <= d; e++, w++) value += whiten[w] * off[e];
    else value = whiten[from + d] * off[d];
    round[d] = value;
    sum += value * value;
  }
  return sum;
}

/** What each coordinate adds to the squared length: (z − mean) × (Wᵀ W (z − mean)). Changes `off`, reads `round`. */
export function sharesOfDistance({ covariance, dims, whiten }: Mixture, k: number, off: Float64Array, round: Float64Array): void {
  const from = k * whitenSize(covariance, dims);
  for (let d = 0; d < dims; d++) {
    let pull = 0;
    if (covariance === 'full') for (let e = d; e < dims; e++) pull += whiten[from + e * dims + d] * round[e];
    else pull = whiten[from + d] * round[d];
    off[d] *= pull;
  }
}
