/** A pivot below this share of its diagonal is rounding: its variable follows from the others and is left at zero. */
const LEAST_PIVOT = 1e-12;

/**
 * Replaces the lower triangle of a symmetric, positive semidefinite matrix by its Cholesky factor L, row by row. A row that
 * depends on earlier ones gets the pivot 0, and {@link solveFactored} leaves its variable at zero.
 */
export function factorise(a: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      const other = j * size;
      const pivot = a[other + j];
      let sum = a[row + j];
      for (let k = 0; k < j; k++) sum -= a[row + k] * a[other + k];
      a[row + j] = pivot === 0 ? 0 : sum / pivot;
    }
    let rest = a[row + i];
    const least = LEAST_PIVOT * rest;
    for (let k = 0; k < i; k++) rest -= a[row + k] * a[row + k];
    a[row + i] = rest > least ? Math.sqrt(rest) : 0;
  }
}

/** Solves L Lᵀ x = b for a factor of {@link factorise}, into a new array. */
export function solveFactored(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    const pivot = factor[i * size + i];
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k];
    x[i] = pivot === 0 ? 0 : x[i] / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    const pivot = factor[i * size + i];
    x[i] = pivot === 0 ? 0 : x[i] / pivot;
    for (let k = 0; k < i; k++) x[k] -= factor[i * size + k] * x[i];
  }
  return x;
}
