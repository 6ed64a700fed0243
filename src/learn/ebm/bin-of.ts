/** Bin of missing values, in every column. */
export const MISSING = 0;
/** Bin of the rare and the unseen levels of a category. */
export const RARE = 1;

/** The bin of a value among the cuts `from … to - 1` of its column. */
export function numberBin(value: number, cuts: Float64Array, from: number, to: number): number {
  if (value !== value) return MISSING;
  let [low, high] = [from, to];
  while (low < high) {
    const at = (low + high) >>> 1;
    if (value <= cuts[at]) high = at;
    else low = at + 1;
  }
  return 1 + low - from;
}
