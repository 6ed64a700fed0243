import type { Scored } from '../scored.js';
import { weightsOf } from '../scored.js';
import { fitIsotonic, isotonicAt } from './isotonic.js';

/** What a Brier score is made of: miscalibration − discrimination + uncertainty. */
export interface BrierParts {
  /** What the best non-decreasing correction of the forecasts would save: 0 is honest. Never below 0. */
  readonly miscalibration: number;
  /** What the corrected forecasts know beyond the base rate. Never below 0. */
  readonly discrimination: number;
  /** Brier score of the base rate: what there is to know. */
  readonly uncertainty: number;
}

/**
 * The Brier score of a binary forecast taken apart by isotonic regression, without bins to choose (the CORP decomposition of
 * Dimitriadis, Gneiting & Jordan, PNAS 2021). On few rows some miscalibration is noise that the correction follows. O(n log n).
 */
export function decomposeBrier(sample: Scored): BrierParts {
  const { y, scores } = sample;
  if (sample.task !== 'binary') throw new TypeError('only binary forecasts can be taken apart');
  const weights = weightsOf(sample);
  const used = Int32Array.from(y.keys().filter((i) => weights[i] > 0));
  const of = (values: Float64Array) => Float64Array.from(used, (i) => values[i]);
  const fit = fitIsotonic(of(scores), of(y), of(weights));
  const [total, came] = used.reduce(([w, c], i) => [w + weights[i], c + weights[i] * y[i]], [0, 0]);
  const brier = (forecast: (i: number) => number) => used.reduce((sum, i) => sum + (weights[i] / total) * (forecast(i) - y[i]) ** 2, 0);
  const [uncertainty, corrected] = [brier(() => came / total), brier((i) => isotonicAt(fit, scores[i]))];
  return {
    miscalibration: Math.max(0, brier((i) => scores[i]) - corrected),
    discrimination: Math.max(0, uncertainty - corrected),
    uncertainty,
  };
}
