import { effectiveRows, wilson } from '../interval.js';
import { rankAscending } from '../metrics/index.js';
import { forecastsOf, weightsOf, type Scored } from '../scored.js';

/** Rows of similar forecast, and how often it came true. */
export interface ReliabilityBin {
  /** Smallest and largest forecast in the bin. */
  readonly from: number;
  readonly to: number;
  /** Weight of its rows. */
  readonly rows: number;
  /** Mean forecast. */
  readonly forecast: number;
  /** Share that came true, with Wilson's interval: an honest forecast lies in it 95 times in 100. */
  readonly came: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Reliability of the probabilities in at most ten bins of about equal weight; equal forecasts share a bin. Binary: P(positive)
 * against the truth. Multiclass: the probability of the called class against whether the call is right. O(n log n).
 */
export function reliability(sample: Scored, most = 10): ReliabilityBin[] {
  const { forecast, came } = forecastsOf(sample);
  const weights = weightsOf(sample);
  const { order, starts } = rankAscending(forecast);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const bins: ReliabilityBin[] = [];
  let [first, done] = [0, 0];
  for (let g = 0; g + 1 < starts.length; g++) {
    for (let i = starts[g]; i < starts[g + 1]; i++) done += weights[order[i]];
    const full = done >= (total * (bins.length + 1)) / most - 1e-9 * total;
    if (!full && g + 2 < starts.length) continue;
    const bin = binOf(order.subarray(first, starts[g + 1]), forecast, came, weights);
    if (bin) bins.push(bin);
    first = starts[g + 1];
  }
  return bins;
}

function binOf(rows: Int32Array, forecast: Float64Array, came: Float64Array, weights: Float64Array): ReliabilityBin | undefined {
  let [weight, forecasts, hits] = [0, 0, 0];
  for (const i of rows) {
    weight += weights[i];
    forecasts += weights[i] * forecast[i];
    hits += weights[i] * came[i];
  }
  if (weight === 0) return undefined;
  const effective = effectiveRows(Float64Array.from(rows, (i) => weights[i]));
  const { value, low, high } = wilson((hits / weight) * effective, effective);
  return {
    from: forecast[rows[0]],
    to: forecast[rows[rows.length - 1]],
    rows: weight,
    forecast: forecasts / weight,
    came: value,
    low,
    high,
  };
}
