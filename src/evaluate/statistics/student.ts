import { logGamma } from '../../core/index.js';
import { normalTail } from './gamma.js';

/** Degrees of freedom from which the corrected normal tail is good to 1e-7 even nine standard errors out, and the gamma function would lose digits. */
const NEARLY_NORMAL = 1e5;

/**
 * P(|T| ≥ t) of Student's t with `df` degrees of freedom: the regularised incomplete beta function at df / (df + t²), to about 1e-13. From 100,000
 * degrees on the corrected normal tail (Abramowitz & Stegun, 26.7.8).
 */
export function studentTail(t: number, df: number): number {
  if (df >= NEARLY_NORMAL) return normalTail((t * (1 - 1 / (4 * df))) / Math.sqrt(1 + (t * t) / (2 * df)));
  return Number.isNaN(t) || !(df > 0) ? NaN : incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/** The point that Student's t lies below with probability p, by bisection of its tail: to about 1e-13 relative. */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (p < 0.5) return -studentQuantile(1 - p, df);
  const tail = 2 * (1 - p);
  let [low, high] = [0, 1];
  while (studentTail(high, df) > tail) [low, high] = [high, 2 * high];
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (studentTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  return low;
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction (Abramowitz & Stegun 26.5.8) with Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1))];
  let sum = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    [c, d] = [1 + even / c, 1 / (1 + even * d)];
    sum *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    [c, d] = [1 + odd / c, 1 / (1 + odd * d)];
    sum *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return front * sum;
}
