import { chiSquareTail } from '../statistics/index.js';

/** Whether the arms of a trial have the rows that are due to them. */
export interface SampleRatio {
  readonly chiSquare: number;
  /** The chance of shares so far off, or farther, when the assignment works. */
  readonly pValue: number;
  /** False below 0.001: rows got lost, or were assigned otherwise than planned, and no comparison of the arms means anything. */
  readonly ok: boolean;
}

/** Chance below which the shares of the arms are called wrong. As strict as that because it stops a trial (Fabijan et al., KDD 2019). */
const MISMATCH = 0.001;

/**
 * Pearson's chi-square test that rows were assigned in the planned shares ("sample ratio mismatch"). `shares` need not add up to 1.
 *
 * ```ts
 * sampleRatio([821_588, 815_482], [1, 1]).ok // false
 * ```
 */
export function sampleRatio(rows: readonly number[], shares: readonly number[]): SampleRatio {
  const [all, due] = [rows, shares].map((list) => list.reduce((sum, v) => sum + v, 0));
  const chiSquare = rows.reduce((sum, n, i) => sum + (n - (all * shares[i]) / due) ** 2 / ((all * shares[i]) / due), 0);
  const pValue = chiSquareTail(chiSquare, rows.length - 1);
  return { chiSquare, pValue, ok: pValue >= MISMATCH };
}
