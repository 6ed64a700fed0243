/** Rows as points, with what each counts. */
export interface Points {
  readonly rows: number;
  readonly dims: number;
  /** Rows × coordinates. */
  readonly at: Float64Array;
  /** Positive; absent: all count the same. */
  readonly weights: Float64Array | undefined;
}

/** The squared distance of a point from a centre. */
export function distanceSquared(points: Float64Array, row: number, centres: Float64Array, k: number, dims: number): number {
  let sum = 0;
  for (let d = 0, p = row * dims, c = k * dims; d < dims; d++, p++, c++) {
    const off = points[p] - centres[c];
    sum += off * off;
  }
  return sum;
}
