/** A value further than this many standard deviations from the mean counts as this far: margins stay finite. */
export const MOST_DEVIATIONS = 1e9;

/** A known value in standard deviations from the mean. */
export function standardise(value: number, mean: number, deviation: number): number {
  const z = (value - mean) / deviation;
  return z > MOST_DEVIATIONS ? MOST_DEVIATIONS : z < -MOST_DEVIATIONS ? -MOST_DEVIATIONS : z;
}
