/** The distinct values of an ascending sample, with a guide to find a value's place among them. */
export interface ReferencePoints {
  readonly values: Float64Array;
  /** How often each value is in the sample. */
  readonly counts: Float64Array;
  /** Values in the sample. */
  readonly size: number;
  /** The first of the points that lie in or above a cell of equal width. */
  readonly guide: Int32Array;
  readonly cellOf: (value: number) => number;
}

/** The points of an ascending sample without `NaN`. O(sample). */
export function pointsOf(sample: Float64Array): ReferencePoints {
  const starts: number[] = [];
  for (let i = 0; i < sample.length; i++) if (i === 0 || sample[i] !== sample[i - 1]) starts.push(i);
  const values = Float64Array.from(starts, (i) => sample[i]);
  const counts = Float64Array.from(starts, (at, k) => (starts[k + 1] ?? sample.length) - at);
  const [low, high] = [values[0] ?? 0, values[values.length - 1] ?? 0];
  const cells = Math.max(1, 2 * values.length);
  const ratio = cells / (high - low);
  const scale = Number.isFinite(ratio) ? ratio : 0;
  const cellOf = (value: number): number => Math.max(0, Math.min(cells - 1, Math.floor((value - low) * scale) || 0));
  return { values, counts, size: sample.length, guide: guideOf(values, cells, cellOf), cellOf };
}

/** A place for each cell and one behind the last. Rounding cannot mislead: `cellOf` never falls as values grow. */
function guideOf(values: Float64Array, cells: number, cellOf: (value: number) => number): Int32Array {
  const guide = new Int32Array(cells + 1);
  let cell = 0;
  for (let k = 0; k < values.length; k++) for (const own = cellOf(values[k]); cell <= own; cell++) guide[cell] = k;
  guide.fill(values.length, cell);
  return guide;
}

/** Index of the first point that is not below the value; the number of points when there is none. */
export function placeOf({ values, guide, cellOf }: ReferencePoints, value: number): number {
  const cell = cellOf(value);
  let [low, high] = [guide[cell], guide[cell + 1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
