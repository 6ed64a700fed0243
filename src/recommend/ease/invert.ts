import { factorise } from '../../core/index.js';

/** The inverse of a symmetric, positive definite matrix, in its place: L⁻¹ from its Cholesky factor, then L⁻ᵀ L⁻¹. */
export function invert(a: Float64Array, size: number): Float64Array {
  factorise(a, size);
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = lower.subarray(i * size, i * size + i + 1);
    for (let k = 0; k < i; k++) {
      const by = a[i * size + k];
      const above = lower.subarray(k * size, k * size + k + 1);
      for (let j = 0; j <= k; j++) row[j] -= by * above[j];
    }
    row[i] = 1;
    for (let j = 0; j <= i; j++) row[j] /= a[i * size + i];
  }
  a.fill(0);
  for (let k = 0; k < size; k++) {
    const row = lower.subarray(k * size, k * size + k + 1);
    for (let i = 0; i <= k; i++) {
      const out = a.subarray(i * size, i * size + k + 1);
      for (let j = 0; j <= k; j++) out[j] += row[i] * row[j];
    }
  }
  return a;
}
