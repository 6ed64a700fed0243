/**
 * Jensen–Shannon distance of two rows of counts (or shares) over the same bins: the square root of the divergence
 * ½ KL(p‖m) + ½ KL(q‖m), m = (p + q) / 2. In base 2 from 0 (equal shares) to 1 (nothing in common). `NaN` when either side is empty.
 * Source: Endres & Schindelin, IEEE Trans. Inf. Theory 49(7), 2003.
 *
 * ```ts
 * jensenShannon([1, 0], [0, 1]) // 1
 * ```
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>, base = 2): number {
  let [left, right] = [0, 0];
  for (let k = 0; k < p.length; k++) {
    left += p[k];
    right += q[k];
  }
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const [a, b] = [p[k] / left, q[k] / right];
    const middle = (a + b) / 2;
    sum += (a === 0 ? 0 : a * Math.log(a / middle)) + (b === 0 ? 0 : b * Math.log(b / middle));
  }
  return Math.sqrt(Math.max(0, sum) / 2 / Math.log(base));
}
