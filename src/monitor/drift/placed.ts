import { placeOf, type ReferencePoints } from './reference-points.js';

/**
 * The values of a window among the points of a reference: all that the comparisons need, after one pass over the window without sorting it.
 * `at[k]` values equal point k; `between[k]` lie below point k and above point k − 1, with these sums of (value − centre) and its square.
 */
export interface Placed {
  readonly points: ReferencePoints;
  readonly at: Float64Array;
  readonly between: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  readonly centre: number;
  /** Values of the window. */
  readonly size: number;
  readonly nulls: number;
  readonly mean: number;
}

/** Places a window's values (`NaN` is null) among the points. About 10 ns a value. */
export function place(points: ReferencePoints, window: Float64Array): Placed {
  const { values } = points;
  const count = values.length;
  const centre = count === 0 ? 0 : values[count >> 1];
  const [at, between] = [new Float64Array(count), new Float64Array(count + 1)];
  const [sums, squares] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  let [size, total] = [0, 0];
  for (let i = 0; i < window.length; i++) {
    const value = window[i];
    if (value !== value) continue;
    size++;
    const from = value - centre;
    total += from;
    const k = placeOf(points, value);
    if (k < count && values[k] === value) at[k]++;
    else {
      between[k]++;
      sums[k] += from;
      squares[k] += from * from;
    }
  }
  return { points, at, between, sums, squares, centre, size, nulls: window.length - size, mean: centre + total / size };
}
