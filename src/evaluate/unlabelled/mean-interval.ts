import { holding, type Interval } from '../interval.js';
import { intervalOfDraws } from '../intervals.js';
import { forEachResample, type Resampling } from '../resample.js';

/** The mean of one number per row, with its bootstrap interval; `NaN` rows do not count. Whole units are drawn when there are any. */
export function meanInterval(values: Float64Array, options: Resampling, range?: readonly [number, number]): Interval {
  const mean = (weights: Float64Array): number => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i])) continue;
      sum += weights[i] * values[i];
      total += weights[i];
    }
    return sum / total;
  };
  const ones = new Float64Array(values.length).fill(1);
  const draws: number[] = [];
  forEachResample(ones, options, (weights) => draws.push(mean(weights)));
  return holding(intervalOfDraws(mean(ones), draws), range);
}
