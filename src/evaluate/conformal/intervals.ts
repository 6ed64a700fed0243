/**
 * What intervals grow from, per row: with a threshold q an interval reaches from `from − q · scale` to `to + q · scale`.
 * - a point prediction: `from` and `to` are both the prediction, `scale` is absent (Lei et al., JASA 2018)
 * - a prediction with a guess of its error: `scale` is that guess, above 0 (Papadopoulos et al., 2008; Lei et al., 2018)
 * - conformalised quantiles: `from` and `to` are a low and a high quantile (Romano, Patterson & Candès, NeurIPS 2019)
 */
export interface IntervalBase {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Absent means 1. */
  readonly scale?: Float64Array;
}

/** Ends of intervals, one per row. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * How far each truth lies outside of what its interval grows from, in units of the scale; negative inside. The interval of a row holds its truth exactly
 * when the threshold is at least its score. Quantiles that cross are taken in their order.
 *
 * ```ts
 * const base = { from: Float64Array.of(10, 10), to: Float64Array.of(12, 12) };
 * intervalScores(Float64Array.of(13, 11), base) // [1, -1]
 * ```
 */
export function intervalScores(y: Float64Array, { from, to, scale }: IntervalBase): Float64Array {
  return y.map((truth, i) => Math.max(Math.min(from[i], to[i]) - truth, truth - Math.max(from[i], to[i])) / (scale?.[i] ?? 1));
}

/**
 * The intervals at a threshold per row. They are stretched to hold `points` where those are given: a threshold below 0 may draw two quantiles in beyond
 * the prediction that stands beside them, and a wider interval keeps its promise.
 */
export function intervalsAt({ from, to, scale }: IntervalBase, thresholds: Float64Array, points?: Float64Array): Bounds {
  const reach = thresholds.map((q, i) => q * (scale?.[i] ?? 1));
  const low = from.map((a, i) => Math.min(Math.min(a, to[i]) - reach[i], points?.[i] ?? Infinity));
  const high = to.map((b, i) => Math.max(Math.max(b, from[i]) + reach[i], points?.[i] ?? -Infinity));
  return { low, high };
}
