/** Rows that are worked on at once: sums that do not wait for one another, and each number of the vector read once for all. */
const BLOCK = 4;

/** The length of rows that blocks fit into: `count` or a little more. */
export const strideOf = (count: number): number => BLOCK * Math.ceil(count / BLOCK);

/** L⁻¹ of a factor L of `count` rows, row by row, each `stride` long. What is right of the diagonal and below the last row is 0. */
export function lowerInverseOf(factor: Float64Array, count: number, stride: number): Float64Array {
  const lower = new Float64Array(stride * stride);
  for (let i = 0; i < count; i++) {
    const pivot = factor[i * count + i] || 1e-6;
    for (let k = 0; k < i; k++) addTimes(lower, i * stride, -factor[i * count + k] / pivot, lower, k * stride, k + 1);
    lower[i * stride + i] = 1 / pivot;
  }
  return lower;
}

/** Adds `factor` times `count` numbers of one array, from `from` on, to those of another, from `to` on. */
export function addTimes(sums: Float64Array, to: number, factor: number, values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) sums[to + i] += factor * values[from + i];
}

/** Writes A v of a lower triangular matrix into `out`; both vectors are as long as the rows, a whole number of blocks. */
export function multiply(lower: Float64Array, v: Float64Array, out: Float64Array): void {
  const stride = v.length;
  for (let i = 0; i < stride; i += BLOCK) {
    const row = i * stride;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0, at = row; j < i + BLOCK; j++, at++) {
      const value = v[j];
      a += lower[at] * value;
      b += lower[at + stride] * value;
      c += lower[at + 2 * stride] * value;
      d += lower[at + 3 * stride] * value;
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    out[i + 3] = d;
  }
}

/** Writes Aᵀ v into `out`. */
export function multiplyTransposed(lower: Float64Array, v: Float64Array, out: Float64Array): void {
  const stride = v.length;
  out.fill(0);
  for (let i = 0; i < stride; i += BLOCK) {
    const row = i * stride;
    const a = v[i];
    const b = v[i + 1];
    const c = v[i + 2];
    const d = v[i + 3];
    for (let j = 0, at = row; j < i + BLOCK; j++, at++)
      out[j] += a * lower[at] + b * lower[at + stride] + (c * lower[at + 2 * stride] + d * lower[at + 3 * stride]);
  }
}
