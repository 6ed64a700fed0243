/** A value further than this many standard deviations from the mean counts as this far: margins stay finite. */
export const MOST_DEVIATIONS = 1e9;

/** A known value in standard deviations from the mean. */
export function standardise(value: number, mean: number, deviation: number): number {
  const z = (value - mean) / deviation;
  return z > MOST_DEVIATIONS ? MOST_DEVIATIONS : z < -MOST_DEVIATIONS ? -MOST_DEVIATIONS : z;
}

/** How a column of known and missing values becomes coordinates. */
export interface Standard {
  readonly mean: number;
  readonly deviation: number;
  /** The value that means missing, beside `NaN`; absent: none. */
  readonly missing?: number;
}

/** Writes the values of rows `from` up to `to` in standard deviations, one every `step` entries from `at` on; a missing one leaves what stands there. */
export function standardiseInto(
  values: Float64Array | Uint8Array,
  from: number,
  to: number,
  { mean, deviation, missing = NaN }: Standard,
  out: Float64Array,
  at: number,
  step: number,
): void {
  for (let i = from, place = at; i < to; i++, place += step) {
    const value = values[i];
    if (value === value && value !== missing) out[place] = standardise(value, mean, deviation);
  }
}
