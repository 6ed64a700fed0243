import { holding, type Interval } from '../interval.js';
import { intervalOfDraws } from '../intervals.js';
import { forEachResample, type Resampling } from '../resample.js';
import { thinned } from '../curves/thin.js';
import { upliftAreas, upliftCurves, type UpliftPoint } from './curves.js';
import { upliftGroups, type UpliftGroup } from './groups.js';
import { orderedRows, type UpliftRows } from './rows.js';

/** How well predicted effects rank the rows of a trial. Plain JSON. */
export interface UpliftEvaluation {
  readonly rows: number;
  readonly treated: number;
  /** The mean effect of treating everyone: the end of the gain curve. */
  readonly effect: Interval;
  /** The area between the Qini curve and the straight line to its end, which random targeting gives: 0 knows nothing, below 0 ranks the wrong way round. */
  readonly qini: Interval;
  /** The area under the gain curve: the mean gain per row over all shares that might be treated. Random targeting has half the effect. */
  readonly auuc: Interval;
  /** At most 200 points, both ends among them. */
  readonly curve: readonly UpliftPoint[];
  /** Ten groups of equal size, the highest predicted uplift first. */
  readonly groups: readonly UpliftGroup[];
}

/**
 * Judges predicted effects on rows of a randomised trial that no fit saw, with 95% bootstrap intervals. No row has a known effect, so ranked rows are
 * judged, not single ones. The definitions are those of scikit-uplift's `qini_curve` and `uplift_curve` over the number of rows, so that figures of
 * trials of different sizes compare. Throws `MW_EVALUATE_UPLIFT`. O(resamples × rows).
 *
 * ```ts
 * const rows = { y: Float64Array.of(1, 0, 0, 0), treated: [1, 0, 1, 0], uplift: Float64Array.of(2, 2, 1, 1) };
 * evaluateUplift({ ...rows, seed: 7 }).auuc.value // 0.375
 * ```
 */
export function evaluateUplift(rows: UpliftRows): UpliftEvaluation {
  const ordered = orderedRows(rows);
  const curve = upliftCurves(ordered);
  const measured = (weights: Float64Array) => ({ ...upliftAreas(ordered, weights), effect: effectOf(ordered, weights) });
  const draws = { qini: [] as number[], auuc: [] as number[], effect: [] as number[] };
  const units = rows.units && Int32Array.from(ordered.order, (row) => rows.units![row]);
  forEachResample(
    ordered.weights,
    { seed: rows.seed, ...(units ? { units } : {}), ...(rows.resamples ? { resamples: rows.resamples } : {}) },
    (w) => {
      const drawn = measured(w);
      for (const name of ['qini', 'auuc', 'effect'] as const) draws[name].push(drawn[name]);
    },
  );
  const values = measured(ordered.weights);
  const interval = (name: 'qini' | 'auuc' | 'effect'): Interval => holding(intervalOfDraws(values[name], draws[name]));
  return {
    rows: rows.y.length,
    treated: ordered.treated.reduce((sum, t) => sum + t, 0),
    effect: interval('effect'),
    qini: interval('qini'),
    auuc: interval('auuc'),
    curve: thinned(curve, (point) => point.share, 200),
    groups: upliftGroups(ordered, rows.uplift),
  };
}

/** The same figures of rows without their intervals. O(rows log rows). Throws `MW_EVALUATE_UPLIFT`. */
export function upliftFigures(rows: Omit<UpliftRows, keyof Resampling>): { readonly qini: number; readonly auuc: number } {
  const ordered = orderedRows(rows);
  return upliftAreas(ordered, ordered.weights);
}

function effectOf({ y, treated }: { readonly y: Float64Array; readonly treated: Uint8Array }, weights: Float64Array): number {
  const [sums, rows] = [
    [0, 0],
    [0, 0],
  ];
  for (let i = 0; i < y.length; i++) {
    sums[treated[i]] += weights[i] * y[i];
    rows[treated[i]] += weights[i];
  }
  return sums[1] / rows[1] - sums[0] / rows[0];
}
