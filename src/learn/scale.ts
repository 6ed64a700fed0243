/** Centre and spread of the known values of a column, and how much of the weight is missing. */
export interface Scale {
  readonly mean: number;
  /** Standard deviation (divisor: the sum of weights); 1 when the column is constant. */
  readonly deviation: number;
  /** No two known values differ. */
  readonly constant: boolean;
  /** Share of the rows' weight with no value. */
  readonly missing: number;
}

const HUGE = 1e100;

/** Weighted mean and standard deviation, in two passes. Values near the end of the range of doubles do not overflow. NaN is missing. */
export function scaleOf(values: Float64Array, weights: Float64Array): Scale {
  let [low, high, known, total] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    total += weights[i];
    if (Number.isNaN(values[i])) continue;
    known += weights[i];
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const missing = total > 0 ? 1 - known / total : 0;
  const isMissing = known < total ? missing : 0;
  if (!(low < high)) return { mean: low === high ? low : 0, deviation: 1, constant: true, missing: isMissing };
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const unit = largest > HUGE ? largest : 1;
  const mean = meanIn(unit, values, weights, known);
  const deviation = deviationIn(unit, mean, values, weights, known);
  const flat = !(deviation > 0);
  return { mean: mean * unit, deviation: flat ? 1 : deviation * unit, constant: flat, missing: isMissing };
}

function meanIn(unit: number, values: Float64Array, weights: Float64Array, known: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) sum += weights[i] * (values[i] / unit);
  return sum / known;
}

function deviationIn(unit: number, mean: number, values: Float64Array, weights: Float64Array, known: number): number {
  let [squares, drift] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const off = values[i] / unit - mean;
    squares += weights[i] * off * off;
    drift += weights[i] * off;
  }
  return Math.sqrt(Math.max(0, squares - (drift * drift) / known) / known);
}
