import { holding, type Interval } from '../interval.js';
import { intervalOfDraws } from '../intervals.js';
import { forEachResample } from '../resample.js';
import { upliftAreas, type UpliftAreas } from './curves.js';
import { orderedRows, type UpliftRows } from './rows.js';

/** By how much one ranking of the same rows is better than another, and what the other has. */
export interface UpliftGain extends Interval {
  readonly other: number;
}

/**
 * How much greater the Qini (or the area under the gain curve) of `uplift` is than that of `other` on the same rows of a trial, with a 95% interval by resamples that both
 * are measured on. Throws `MW_EVALUATE_UPLIFT`. O(resamples × rows).
 */
export function compareUplift(rows: UpliftRows & { readonly other: Float64Array }, by: keyof UpliftAreas = 'qini'): UpliftGain {
  const sides = [orderedRows(rows), orderedRows({ ...rows, uplift: rows.other })];
  const measured = (weights: Float64Array): readonly number[] =>
    sides.map(
      (side) =>
        upliftAreas(
          side,
          Float64Array.from(side.order, (row) => weights[row]),
        )[by],
    );
  const own = rows.weights ?? new Float64Array(rows.y.length).fill(1);
  const draws: number[] = [];
  forEachResample(own, rows, (weights) => {
    const [mine, theirs] = measured(weights);
    draws.push(mine - theirs);
  });
  const [mine, theirs] = measured(own);
  return { ...holding(intervalOfDraws(mine - theirs, draws)), other: theirs };
}
