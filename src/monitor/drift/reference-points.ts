/** The distinct values of an ascending sample, with a guide to find a value's place among them. */
export interface ReferencePoints {
  readonly values: Float64Array;
  /** How often each value is in the sample. */
  readonly counts: Float64Array;
  /** Values in the sample. */
  readonly size: number;
  /** The first of the points that lie in or above a cell of equal width. */
  readonly guide: Int32Array;
  /** A value lies in the cell ⌊(value − low) · scale⌋, in the first or last one beyond them. */
  readonly low: number;
  readonly scale: number;
}

/** The points of an ascending sample without `NaN`. O(sample). */
export function pointsOf(sample: Float64Array): ReferencePoints {
  const [distinct, times] = [new Float64Array(sample.length), new Float64Array(sample.length)];
  let count = 0;
  for (let i = 0; i < sample.length; i++) {
    if (i === 0 || sample[i] !== sample[i - 1]) distinct[count++] = sample[i];
    times[count - 1]++;
  }
  const [values, counts] = [distinct.slice(0, count), times.slice(0, count)];
  const [low, high] = [values[0] ?? 0, values[values.length - 1] ?? 0];
  const cells = Math.max(1, 4 * values.length);
  const ratio = cells / (high - low);
  const scale = Number.isFinite(ratio) ? ratio : 0;
  return { values, counts, size: sample.length, guide: guideOf(values, cells, low, scale), low, scale };
}

/** Never falls as values grow, so rounding cannot mislead. */
function cellOf(value: number, low: number, scale: number, last: number): number {
  const cell = (value - low) * scale;
  return cell >= last ? last : cell > 0 ? cell | 0 : 0;
}

/** A place for each cell and one behind the last. */
function guideOf(values: Float64Array, cells: number, low: number, scale: number): Int32Array {
  const guide = new Int32Array(cells + 1);
  let cell = 0;
  for (let k = 0; k < values.length; k++) for (const own = cellOf(values[k], low, scale, cells - 1); cell <= own; cell++) guide[cell] = k;
  guide.fill(values.length, cell);
  return guide;
}

/** Index of the first point that is not below the value; the number of points when there is none. */
export function placeOf(points: ReferencePoints, value: number): number {
  const { values, guide } = points;
  const cell = cellOf(value, points.low, points.scale, guide.length - 2);
  let low = guide[cell];
  let high = guide[cell + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
