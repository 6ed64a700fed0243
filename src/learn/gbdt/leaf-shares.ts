import type { LeafPaths } from './leaf-paths.js';

/**
 * Shapley values of one leaf's part of the margin: v · Π f_i(S), where f_i is `ones[i]` (the row passes condition i) when column i
 * is known and the cover share z_i otherwise. With the weights |S|! (d − 1 − |S|)! / d! written as ∫ t^|S| (1 − t)^(d − 1 − |S|) dt,
 *
 *   φ_i = v · (o_i − z_i) · ∫₀¹ Π_{j ≠ i} (o_j t + z_j (1 − t)) dt,
 *
 * a polynomial of degree d − 1, which Gauss–Legendre quadrature of ⌈d / 2⌉ points integrates exactly. All terms are positive, so
 * nothing cancels however deep the leaf is.
 *
 * Writes one value per entry of the leaf from `out[at]` on.
 */
export function leafShares(paths: LeafPaths, leaf: number, value: number, ones: Uint8Array, out: Float64Array, at: number): void {
  const { share } = paths;
  const start = paths.start[leaf];
  const length = paths.start[leaf + 1] - start;
  const { points, weights } = paths.quadratures[length];
  for (let i = 0; i < length; i++) out[at + i] = 0;
  for (let q = 0; q < points.length; q++) {
    const t = points[q];
    let product = weights[q];
    for (let i = 0; i < length; i++) product *= ones[i] * t + share[start + i] * (1 - t);
    for (let i = 0; i < length; i++) out[at + i] += product / (ones[i] * t + share[start + i] * (1 - t));
  }
  for (let i = 0; i < length; i++) out[at + i] *= value * (ones[i] - share[start + i]);
}
