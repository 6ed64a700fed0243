const GRID = 4096;

/**
 * The bin of a number: the first whose upper bound is not below it. `bounds` ascends and ends with `Infinity`.
 *
 * A grid over the range of the bounds narrows the search first. Its cell function c is monotone, so bounds in lower cells than c(v)
 * are below v and bounds in higher cells are above it: only those of the same cell have to be compared. The answer is that of a
 * plain binary search, to the bit.
 */
export function numberBinner(bounds: Float64Array): (value: number) => number {
  const last = bounds.length - 1;
  if (last < 8) return (value) => between(bounds, value, 0, last);
  const low = bounds[0];
  const scale = (GRID - 1) / (bounds[last - 1] - low);
  if (!(scale > 0 && scale < Infinity)) return (value) => between(bounds, value, 0, last);
  const cellOf = (value: number): number => Math.max(0, Math.min(GRID - 1, Math.floor((value - low) * scale)));
  const upTo = new Int32Array(GRID + 1);
  for (let b = 0; b < last; b++) upTo[cellOf(bounds[b]) + 1]++;
  for (let cell = 0; cell < GRID; cell++) upTo[cell + 1] += upTo[cell];
  return (value) => {
    const cell = cellOf(value);
    return between(bounds, value, upTo[cell], upTo[cell + 1]);
  };
}

function between(bounds: Float64Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= bounds[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
