/** Counts of weight in bins of equal width: bin i covers `low + i · width` up to the next, the last one includes its end. */
export interface Histogram {
  readonly low: number;
  readonly width: number;
  readonly counts: readonly number[];
}

/** The histogram of finite numbers over a range (their own when none is given; a single value gets a bin of width 1 around it). */
export function histogram(
  values: ArrayLike<number>,
  bins: number,
  weights?: ArrayLike<number>,
  range?: readonly [number, number],
): Histogram {
  let [low, high] = range ?? [Infinity, -Infinity];
  if (!range) {
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  if (values.length === 0 && !range) return { low: 0, width: 1, counts: [] };
  if (low === high) return { low: low - 0.5, width: 1, counts: [sum(values.length, weights)] };
  const width = (high - low) / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i] - low) / width);
    if (bin >= 0 && values[i] <= high) counts[Math.min(bin, bins - 1)] += weights ? weights[i] : 1;
  }
  return { low, width, counts };
}

function sum(n: number, weights?: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += weights ? weights[i] : 1;
  return total;
}
