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

/** Solves L x = b in place. */
export function solveLower(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const pivot = factor[row + i];
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= factor[row + k] * b[k];
    b[i] = pivot === 0 ? 0 : sum / pivot;
  }
  return b;
}

/** Solves Lᵀ x = b in place. */
export function solveUpper(factor: Float64Array, b: Float64Array): Float64Array {
  for (let i = b.length - 1; i >= 0; i--) {
    const row = i * b.length;
    const pivot = factor[row + i];
    b[i] = pivot === 0 ? 0 : b[i] / pivot;
    for (let k = 0; k < i; k++) b[k] -= factor[row + k] * b[i];
  }
  return b;
}

/** Solves L Lᵀ x = b for a factor of {@link factorise}, into a new array. */
export const solveFactored = (factor: Float64Array, b: Float64Array): Float64Array => solveUpper(factor, solveLower(factor, b.slice()));
