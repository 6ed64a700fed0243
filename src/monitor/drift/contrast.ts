import { drawnTail } from './stats/exact-tails.js';

/** A statistic that is chi-square with `df` degrees of freedom where nothing changed; 0 degrees: there is nothing to test. */
export interface Contrast {
  readonly statistic: number;
  readonly df: number;
}

/** Rows that a cell must be expected to have on the smaller side for chi-square to hold (W. G. Cochran, Biometrics 10, 1954). */
export const LEAST_EXPECTED = 5;

/**
 * How far apart the two sides are whatever their sizes, in standard deviations: √(χ² (1/n + 1/m)). For a shift of two normal samples it is about
 * Cohen's d.
 */
export const standardised = (statistic: number, n: number, m: number): number => Math.sqrt(statistic * (1 / n + 1 / m));

/** Two shares compared: hits among rows on both sides. */
export interface ShareContrast extends Contrast {
  /** Set where too few hits are expected for chi-square; then `df` is 0. */
  readonly exact?: number;
}

/** Whether the share of hits differs: chi-square with the variance of a draw without replacement, or Fisher's exact test where it is too rare (or too common). */
export function shareContrast(hits: number, n: number, referenceHits: number, m: number): ShareContrast {
  const [rows, all] = [n + m, hits + referenceHits];
  if (all === 0 || all === rows || n === 0 || m === 0) return { statistic: 0, df: 0 };
  const statistic = ((hits * m - referenceHits * n) ** 2 * (rows - 1)) / (all * (rows - all) * n * m);
  if ((Math.min(all, rows - all) * Math.min(n, m)) / rows >= LEAST_EXPECTED) return { statistic, df: 1 };
  return { statistic, df: 0, exact: drawnTail(hits, n, all, rows) };
}
