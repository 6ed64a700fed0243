import type { Pace } from '../pace.js';
import type { Join } from './params.js';

/** How far every pair of groups is apart: the entry of a < b is at {@link pairAt}. */
export type Apart = Float64Array;

/** Where the pair of two different groups stands. */
export const pairAt = (rows: number, a: number, b: number): number =>
  a < b ? a * rows - (a * (a + 1)) / 2 + b - a - 1 : b * rows - (b * (b + 1)) / 2 + a - b - 1;

/** How far rows are apart before any is joined; for `ward` twice the squares that joining adds, for others the distance. Memory: 4 bytes × rows². */
export async function apartOf(at: Float64Array, dims: number, weights: Float64Array, join: Join, pace: Pace): Promise<Apart> {
  const rows = weights.length;
  const out = new Float64Array((rows * (rows - 1)) / 2);
  let pair = 0;
  for (let a = 0; a < rows; a++) {
    for (let b = a + 1; b < rows; b++, pair++) {
      let sum = 0;
      for (let d = 0, p = a * dims, q = b * dims; d < dims; d++, p++, q++) {
        const gap = at[p] - at[q];
        sum += gap * gap;
      }
      out[pair] = join === 'ward' ? ((2 * weights[a] * weights[b]) / (weights[a] + weights[b])) * sum : Math.sqrt(sum);
    }
    await pace((rows - a) * dims);
  }
  return out;
}

/** How far group k is from the union of a and b (G. Lance & W. Williams, 1967): by its distances from both, theirs, and the weights of the three. */
export type Update = (ka: number, kb: number, ab: number, wk: number, wa: number, wb: number) => number;

/** The update of each way to join. */
export const updates: Readonly<Record<Join, Update>> = {
  ward: (ka, kb, ab, wk, wa, wb) => ((wk + wa) * ka + (wk + wb) * kb - wk * ab) / (wk + wa + wb),
  average: (ka, kb, _ab, _wk, wa, wb) => (wa * ka + wb * kb) / (wa + wb),
  complete: (ka, kb) => Math.max(ka, kb),
  single: (ka, kb) => Math.min(ka, kb),
};
