import { factorise } from '../linear/cholesky.js';
import type { Pace } from '../pace.js';
import { whitenSize, type Mixture } from './mixture.js';
import type { Covariance } from './params.js';

/** Rows as points, with how much each belongs to each segment. */
export interface Belonging {
  readonly rows: number;
  readonly dims: number;
  /** Rows × coordinates. */
  readonly at: Float64Array;
  /** Absent: all count the same. */
  readonly weights: Float64Array | undefined;
  readonly segments: number;
  /** Rows × segments; a row's add up to 1. */
  readonly share: Float64Array;
}

/** A segment that has lost all rows keeps this weight, so that nothing is divided by zero. */
const LEAST = 10 * 2 ** -52;
/** Below this a row's part of a segment is less than rounding. */
const NOTHING = 1e-15;

/** The likeliest mixture for what belongs where: shares, means and covariances, `regularise` added to each variance. */
export async function maximise(rows: Belonging, covariance: Covariance, regularise: number, pace: Pace): Promise<Mixture> {
  const { dims, segments } = rows;
  const [weight, mean] = await centresOf(rows, pace);
  const size = whitenSize(covariance, dims);
  const whiten = new Float64Array(segments * size);
  for (let k = 0; k < segments; k++) {
    const spread = await spreadOf(rows, k, mean, covariance, pace);
    for (let i = 0; i < size; i++) spread[i] /= weight[k];
    const step = covariance === 'full' ? dims + 1 : 1;
    for (let d = 0; d < dims; d++) spread[d * step] += regularise;
    whiten.set(covariance === 'full' ? inverseFactor(spread, dims) : spread.map((v) => 1 / Math.sqrt(v)), k * size);
  }
  const total = weight.reduce((sum, w) => sum + w, 0);
  return { covariance, dims, share: weight.map((w) => w / total), mean, whiten };
}

async function centresOf(
  { rows, dims, at, weights, segments, share }: Belonging,
  pace: Pace,
): Promise<readonly [Float64Array, Float64Array]> {
  const [weight, mean] = [new Float64Array(segments).fill(LEAST), new Float64Array(segments * dims)];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < segments; k++) {
      const part = (weights ? weights[i] : 1) * share[i * segments + k];
      weight[k] += part;
      if (part > NOTHING) for (let d = 0; d < dims; d++) mean[k * dims + d] += part * at[i * dims + d];
    }
    await pace(segments * dims);
  }
  return [weight, mean.map((sum, at) => sum / weight[Math.floor(at / dims)])];
}

async function spreadOf(
  { rows, dims, at, weights, segments, share }: Belonging,
  k: number,
  mean: Float64Array,
  covariance: Covariance,
  pace: Pace,
): Promise<Float64Array> {
  const out = new Float64Array(whitenSize(covariance, dims));
  const off = new Float64Array(dims);
  for (let i = 0; i < rows; i++) {
    const part = (weights ? weights[i] : 1) * share[i * segments + k];
    if (part <= NOTHING) continue;
    for (let d = 0; d < dims; d++) off[d] = at[i * dims + d] - mean[k * dims + d];
    if (covariance === 'full') addProducts(out, off, part);
    else for (let d = 0; d < dims; d++) out[d] += part * off[d] * off[d];
    await pace(covariance === 'full' ? (dims * dims) / 2 : dims);
  }
  return out;
}

/** Adds part × off offᵀ to the lower triangle. */
function addProducts(out: Float64Array, off: Float64Array, part: number): void {
  const dims = off.length;
  for (let d = 0; d < dims; d++) {
    const scaled = part * off[d];
    for (let e = 0, cell = d * dims; e <= d; e++, cell++) out[cell] += scaled * off[e];
  }
}

/** The inverse of the Cholesky factor of a covariance; a coordinate that follows from earlier ones gets nothing but zeros. */
function inverseFactor(spread: Float64Array, dims: number): Float64Array {
  factorise(spread, dims);
  const out = new Float64Array(dims * dims);
  for (let d = 0; d < dims; d++) {
    const pivot = spread[d * dims + d];
    if (pivot === 0) continue;
    out[d * dims + d] = 1 / pivot;
    for (let e = 0; e < d; e++) {
      let sum = 0;
      for (let f = e; f < d; f++) sum += spread[d * dims + f] * out[f * dims + e];
      out[d * dims + e] = -sum / pivot;
    }
  }
  return out;
}
