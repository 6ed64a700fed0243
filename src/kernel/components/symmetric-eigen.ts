/** Eigenvalues, the greatest first, and the unit eigenvector of each, line after line. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Rounds over all pairs; six to ten are needed, whatever the size. */
const MOST_ROUNDS = 50;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix of finite numbers, line after line: Jacobi's rotations (1846), after G. Golub & C. Van Loan,
 * "Matrix computations", section 8.5. Accurate to the last bits of the greatest eigenvalue. Each vector's entry of the greatest size is positive,
 * of equal ones the first. Time: about 30 width³.
 */
export function symmetricEigen(matrix: Float64Array, width: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(width * width);
  for (let i = 0; i < width; i++) v[i * width + i] = 1;
  for (let round = 0; round < MOST_ROUNDS && rotateAll(a, v, width); round++);
  const order = Array.from({ length: width }, (_, i) => i).toSorted((i, j) => a[j * width + j] - a[i * width + i] || i - j);
  const vectors = new Float64Array(width * width);
  order.forEach((from, to) => vectors.set(withSign(v.subarray(from * width, (from + 1) * width)), to * width));
  return { values: Float64Array.from(order, (i) => a[i * width + i]), vectors };
}

/** Makes every entry beside the diagonal zero in turn, which spoils others, but less; `false` when all were nothing beside the diagonal. */
function rotateAll(a: Float64Array, v: Float64Array, n: number): boolean {
  let rotated = false;
  for (let p = 0; p < n - 1; p++)
    for (let q = p + 1; q < n; q++) {
      const off = a[p * n + q];
      const [low, high] = [a[p * n + p], a[q * n + q]];
      if (Math.abs(off) <= Number.EPSILON * 0.5 * Math.sqrt(Math.abs(low)) * Math.sqrt(Math.abs(high)) || off === 0) continue;
      rotated = true;
      const tau = (high - low) / (2 * off);
      const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
      const c = 1 / Math.hypot(1, t);
      rotate(a, v, n, p, q, c, t * c);
      a[p * n + p] = low - t * off;
      a[q * n + q] = high + t * off;
      a[p * n + q] = a[q * n + p] = 0;
    }
  return rotated;
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    if (k !== p && k !== q) {
      const [x, y] = [a[p * n + k], a[q * n + k]];
      a[p * n + k] = a[k * n + p] = c * x - s * y;
      a[q * n + k] = a[k * n + q] = s * x + c * y;
    }
    const [x, y] = [v[p * n + k], v[q * n + k]];
    v[p * n + k] = c * x - s * y;
    v[q * n + k] = s * x + c * y;
  }
}

function withSign(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
  return largest < 0 ? vector.map((x) => -x + 0) : vector;
}
