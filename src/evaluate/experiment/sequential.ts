import { mwError } from '../../core/index.js';
import { normalQuantile } from '../interval.js';
import { rowsToFind, type ArmRows, type Certainty, type Measured } from './sample-size.js';

/** How intervals that hold at every look are made. */
export interface Sequence {
  /** Rows of all compared arms at which the intervals are tightest, chosen before the trial. They stay valid for any other number. Absent means 10,000. */
  readonly planned?: number;
  /** Absent means 0.95. */
  readonly level?: number;
}

/** Rows at which always-valid intervals are tightest unless the trial was planned otherwise. */
export const PLANNED_ROWS = 10_000;

/**
 * How many standard errors an interval must reach to each side after `rows` rows so that, with probability `level`, it holds the truth **at every
 * look at once**: Robbins' normal mixture (Ann. Math. Stat. 41, 1970), in the form of the asymptotic confidence sequences of Waudby-Smith, Arbour,
 * Sinha, Kennedy & Ramdas (Ann. Stat. 52, 2024; arXiv 2103.06476). Stop at any row, for any reason. About 3.0 at `planned` rows, where an interval
 * of one look reaches 1.96; larger before and, slowly, after.
 *
 * ```ts
 * alwaysReach(10_000).toFixed(2) // '3.04'
 * ```
 */
export function alwaysReach(rows: number, sequence: Sequence = {}): number {
  const { share, alpha } = mixture(rows, sequence);
  return Math.sqrt(((2 * (share + 1)) / share) * Math.log(Math.sqrt(share + 1) / alpha));
}

/**
 * The always-valid p-value of an effect that is `z` standard errors from none after `rows` rows: the least `1 − level` whose interval leaves 0 out,
 * of intervals tuned as those of `sequence`. The inverse of the mixture's likelihood ratio, at most 1.
 */
export function alwaysP(z: number, rows: number, sequence: Sequence = {}): number {
  const { share } = mixture(rows, sequence);
  return Math.min(1, Math.exp(0.5 * Math.log1p(share) - (z * z * share) / (2 * (share + 1))));
}

/** `share` is n ρ², the rows in units of the mixture; ρ² that makes the interval tightest at the planned rows. */
function mixture(rows: number, { planned = PLANNED_ROWS, level = 0.95 }: Sequence): { share: number; alpha: number } {
  if (!(planned > 0)) throw mwError('MW_EVALUATE_EXPERIMENT', { name: 'planned', got: String(planned), due: 'above 0' });
  const alpha = 1 - level;
  const tightest = -2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha));
  return { share: (rows * tightest) / planned, alpha };
}

/**
 * Rows after which a trial that may be looked at all the time has found a true difference of `effect` with the wanted power: an upper bound, for most
 * stop well before. `planned` of its intervals must be the sum. About 1.9 times {@link rowsToFind} for 0.05 and 0.8.
 */
export function rowsToFindAlways(measured: Measured, effect: number, certainty: Certainty = {}): ArmRows {
  const { alpha = 0.05, power = 0.8 } = certainty;
  const once = rowsToFind(measured, effect, certainty);
  const reach = alwaysReach(PLANNED_ROWS, { level: 1 - alpha });
  const factor = ((reach + normalQuantile(power)) / (normalQuantile(1 - alpha / 2) + normalQuantile(power))) ** 2;
  return { control: once.control * factor, treated: once.treated * factor };
}

/**
 * Rows of all arms at which an effect that is now `z` standard errors after `rows` rows would be sure, were it to stay as large and the standard
 * error to shrink with √rows. `undefined` beyond a hundred times as many: nothing is in sight.
 */
export function rowsUntilSure(z: number, rows: number, sequence: Sequence = {}): number | undefined {
  const sure = (n: number): boolean => z * z * (n / rows) >= alwaysReach(n, sequence) ** 2;
  let [low, high] = [rows, rows];
  while (!sure(high)) {
    if (high >= 100 * rows) return undefined;
    [low, high] = [high, Math.min(2 * high, 100 * rows)];
  }
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (sure(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
}
