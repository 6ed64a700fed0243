import { logGamma } from '../../core/index.js';

/**
 * Regularised upper incomplete gamma function Q(a, x), a > 0, x ≥ 0: from its series below a + 1, from Legendre's continued fraction (by Lentz's method)
 * above, so that small tails keep their digits.
 */
export function upperGamma(a: number, x: number): number {
  if (!(x > 0)) return x === 0 ? 1 : NaN;
  if (x === Infinity) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let k = a + 1; term > sum * 1e-17; k++) sum += term *= x / k;
    return Math.max(0, 1 - front * sum);
  }
  let b = x + 1 - a;
  let [c, d] = [1e300, 1 / b];
  let h = d;
  for (let k = 1; k < 10_000; k++) {
    const f = k * (a - k);
    b += 2;
    d = 1 / (f * d + b);
    c = b + f / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return front * h;
}

/** P(X ≥ x) of a chi-square variable. */
export const chiSquareTail = (x: number, df: number): number => (df === 0 ? 1 : upperGamma(df / 2, x / 2));

/** P(|Z| ≥ z) of a standard normal. */
export const normalTail = (z: number): number => chiSquareTail(z * z, 1);
