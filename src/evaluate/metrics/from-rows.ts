import type { Scored } from '../scored.js';
import type { Weigh } from './metric.js';

/** The weighted mean of a number per row, Σ w·x / Σ w. The numbers are computed once. */
export function meanOfRows(
  each: (sample: Scored, row: number) => number,
  after: (mean: number) => number = (mean) => mean,
): (sample: Scored) => Weigh {
  return (sample) => {
    const terms = new Float64Array(sample.y.length);
    for (let i = 0; i < terms.length; i++) terms[i] = each(sample, i);
    return (weights) => {
      let sum = 0;
      let total = 0;
      for (let i = 0; i < terms.length; i++) {
        sum += weights[i] * terms[i];
        total += weights[i];
      }
      return after(sum / total);
    };
  };
}
