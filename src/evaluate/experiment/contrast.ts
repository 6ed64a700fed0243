import type { Interval } from '../interval.js';
import { normalTail, rateDifference, rateRatio, studentQuantile, studentTail } from '../statistics/index.js';
import type { Moments } from './moments.js';
import { alwaysP, alwaysReach, type Sequence } from './sequential.js';
import { welch } from './welch.js';

/** When a trial is looked at: `once`, at an end that was fixed beforehand, or `always`, whenever someone likes. */
export type Look = 'once' | 'always';

/** How a treated arm compares with the control, by one outcome. */
export interface Contrast {
  /** Treated less control, in the outcome's units. */
  readonly difference: Interval;
  /**
   * The difference as a share of the control's mean: Fieller's interval, of two rates at `once` Donner & Zou's. It leaves 0 out when and only when
   * `difference` does. Absent where that mean is not clearly above 0.
   */
  readonly relative?: Interval;
  /** Of "no difference"; under `always` valid at every look. */
  readonly pValue: number;
}

/** What is compared: moments of both sides, and how. */
export interface Compared extends Sequence {
  readonly look: Look;
  /** A yes or no per row, as it was: its single look has Newcombe's interval. */
  readonly rate: boolean;
}

/**
 * Compares a treated arm with the control, from what counters know of them: see {@link momentsOf}. Two means at `once`: Welch's test; two rates: Newcombe's
 * interval, the ratio's from the same limits, and the pooled z test; `always`: the asymptotic confidence sequence of {@link alwaysReach}, which means something from {@link leastRows} on.
 */
export function contrast(control: Moments, treated: Moments, compared: Compared): Contrast {
  if (compared.look === 'always') return alwaysContrast(control, treated, compared);
  const { level = 0.95 } = compared;
  if (compared.rate) return rateContrast(control, treated, level);
  const { difference, error, df } = welch(control, treated);
  const reach = error > 0 ? studentQuantile((1 + level) / 2, df) : 0;
  return {
    difference: around(difference, reach * error),
    ...relativeOf(control, treated, reach),
    pValue: error > 0 ? studentTail(difference / error, df) : difference === 0 ? 1 : 0,
  };
}

function rateContrast(control: Moments, treated: Moments, level: number): Contrast {
  const [c, t] = [control, treated].map(({ rows, mean }) => Math.round(mean * rows));
  const pooled = (c + t) / (control.rows + treated.rows);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / control.rows + 1 / treated.rows));
  return {
    difference: rateDifference(c, control.rows, t, treated.rows, level),
    ...(c > 0 ? { relative: less1(rateRatio(c, control.rows, t, treated.rows, level)) } : {}),
    pValue: error > 0 ? normalTail((treated.mean - control.mean) / error) : 1,
  };
}

/**
 * The larger of Welch's and the pooled variance counts: a small arm that has not yet met the rare large values believes itself too sure, and someone who
 * looks all the time would stop just then.
 */
function alwaysContrast(control: Moments, treated: Moments, compared: Compared): Contrast {
  const rows = control.rows + treated.rows;
  const { difference, error: own } = welch(control, treated);
  const spread = (control.variance * (control.rows - 1) + treated.variance * (treated.rows - 1)) / (rows - 2);
  const error = Math.max(own, Math.sqrt(spread * (1 / control.rows + 1 / treated.rows)));
  const reach = alwaysReach(rows, compared);
  const z = error > 0 ? difference / error : 0;
  return {
    difference: around(difference, reach * error),
    ...relativeOf(control, treated, own > 0 ? (reach * error) / own : 0),
    pValue: alwaysP(z, rows, compared),
  };
}

const around = (value: number, half: number): Interval => ({ value, low: value - half, high: value + half });

/** Fieller's interval of the ratio of two means, less 1. It leaves 0 out when and only when Welch's interval of the same reach does. */
function relativeOf(control: Moments, treated: Moments, reach: number): { relative?: Interval } {
  const [c, t] = [control.mean, treated.mean];
  const [vc, vt] = [control, treated].map(({ variance, rows }) => (reach ** 2 * variance) / rows);
  const clear = c ** 2 - vc;
  if (!(c > 0 && clear > 0)) return {};
  const root = Math.sqrt(Math.max(0, (t * c) ** 2 - clear * (t ** 2 - vt)));
  return { relative: less1({ value: t / c, low: (t * c - root) / clear, high: (t * c + root) / clear }) };
}

const less1 = ({ value, low, high }: Interval): Interval => ({ value: value - 1, low: low - 1, high: high - 1 });
