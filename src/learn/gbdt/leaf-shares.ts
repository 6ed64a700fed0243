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
    for (let i = 0; i < length; i++) out[at + i] += product * (1 / (ones[i] * t + share[start + i] * (1 - t)));
  }
  for (let i = 0; i < length; i++) out[at + i] *= value * (ones[i] - share[start + i]);
}

/**
 * Interactions of one leaf's part. The index of two columns weighs S by |S|! (d − 2 − |S|)! / (d − 1)!, which is the same integral of one degree
 * less, so that half of it is
 *
 *   Φ_ij = ½ v · (o_i − z_i) (o_j − z_j) · ∫₀¹ Π_{k ≠ i, j} (o_k t + z_k (1 − t)) dt,
 *
 * and Φ_ii = φ_i − Σ_{j ≠ i} Φ_ij. Writes entries × entries values from `out[at]` on.
 */
export function leafPairShares(paths: LeafPaths, leaf: number, value: number, ones: Uint8Array, out: Float64Array, at: number): void {
  const { share } = paths;
  const start = paths.start[leaf];
  const length = paths.start[leaf + 1] - start;
  const { points, weights } = paths.quadratures[length];
  const away = (i: number): number => ones[i] - share[start + i];
  leafShares(paths, leaf, value, ones, out, at);
  for (let i = length - 1; i >= 0; i--) out[at + i * length + i] = out[at + i];
  for (let i = 0; i < length; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let q = 0; q < points.length; q++) {
        const t = points[q];
        let product = weights[q];
        for (let k = 0; k < length; k++) if (k !== i && k !== j) product *= ones[k] * t + share[start + k] * (1 - t);
        sum += product;
      }
      const half = (sum * value * away(i) * away(j)) / 2;
      out[at + i * length + j] = half;
      out[at + j * length + i] = half;
      out[at + i * length + i] -= half;
      out[at + j * length + j] -= half;
    }
  }
}
