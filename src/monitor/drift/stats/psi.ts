/** How shares of empty bins are kept from making a PSI infinite: a pseudo-count, or the least share that a bin is given. */
export type Smoothing = { readonly count: number } | { readonly least: number };

/** Half a row in every bin (Jeffreys): an empty bin of a small window counts less than one of a large window. */
export const HALF_A_ROW: Smoothing = { count: 0.5 };

/**
 * Population stability index of two rows of counts over the same bins: Σ (a − e) ln(a / e) over the shares e of the reference and a of the
 * window; 0 for equal shares, without upper end. Also the symmetrised Kullback–Leibler divergence (Jeffreys, 1946). `NaN` when either side is empty.
 *
 * ```ts
 * psi([50, 50], [60, 40], { least: 1e-4 }) // 0.1 · ln 1.2 − 0.1 · ln 0.8 = 0.0405…
 * ```
 */
export function psi(reference: ArrayLike<number>, window: ArrayLike<number>, smoothing: Smoothing = HALF_A_ROW): number {
  const [e, a] = [sharesOf(reference, smoothing), sharesOf(window, smoothing)];
  let sum = 0;
  for (let k = 0; k < e.length; k++) sum += (a[k] - e[k]) * Math.log(a[k] / e[k]);
  return sum;
}

function sharesOf(counts: ArrayLike<number>, smoothing: Smoothing): Float64Array {
  let total = 0;
  for (let k = 0; k < counts.length; k++) total += counts[k];
  if (total === 0) return new Float64Array(counts.length).fill(NaN);
  if ('least' in smoothing) return Float64Array.from(counts, (n) => (n === 0 ? smoothing.least : n / total));
  const { count } = smoothing;
  return Float64Array.from(counts, (n) => (n + count) / (total + count * counts.length));
}
