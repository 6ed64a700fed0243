import { chiSquareTail } from '../../../evaluate/index.js';

/** Pearson's chi-square test of a 2 × k table. */
export interface ChiSquare {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Pearson's chi-square test that two rows of counts come from the same shares, without continuity correction. Columns that are empty on both
 * sides do not count. `NaN` when either side is empty.
 */
export function chiSquare(a: ArrayLike<number>, b: ArrayLike<number>): ChiSquare {
  let [n, m, used] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    n += a[k];
    m += b[k];
    if (a[k] + b[k] > 0) used++;
  }
  if (n === 0 || m === 0) return { statistic: NaN, df: 0, p: NaN };
  let statistic = 0;
  for (let k = 0; k < a.length; k++) {
    const both = a[k] + b[k];
    if (both > 0) statistic += (a[k] * m - b[k] * n) ** 2 / both;
  }
  statistic /= n * m;
  const df = used - 1;
  return { statistic, df, p: chiSquareTail(statistic, df) };
}
