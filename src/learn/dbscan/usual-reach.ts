import { densityOf } from '../members/density.js';
import type { Sampled } from '../members/sampled.js';

/** The weight that is left out as noise (Ester et al., 1996, section 4.2, begin with a guess of it). */
const NOISE = 0.05;
/** Rows that lie on one another are as near as can be. */
const LEAST = 1e-9;
/** A distance that is taken from the rows must hold for them again. */
const ROUNDING = 1e-9;

/** The least distance within which nineteen in twenty rows, by weight, have `minRows` neighbours. */
export async function usualReach({ rows, dims, at, weights, pace }: Sampled, minRows: number): Promise<number> {
  const density = densityOf(at, dims, weights, minRows);
  const far = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    far[i] = Math.sqrt(density(at.subarray(i * dims, (i + 1) * dims)));
    await pace((rows * dims) / 4);
  }
  const order = Int32Array.from(far.keys()).toSorted((a, b) => far[a] - far[b]);
  const due = (1 - NOISE) * weights.reduce((sum, w) => sum + w, 0);
  let weight = 0;
  const last = order.find((i) => (weight += weights[i]) >= due);
  return Math.max(LEAST, far[last ?? order[rows - 1]] * (1 + ROUNDING));
}
