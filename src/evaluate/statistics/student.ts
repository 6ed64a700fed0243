import { logGamma, normalTail } from './gamma.js';

/** Degrees of freedom from which the corrected normal tail is good to 1e-7 even nine standard errors out, and the gamma function would lose digits. */
const NEARLY_NORMAL = 1e5;

/**
 * P(|T| ≥ t) of Student's distribution, `df` > 0 (not whole for Welch's test): the incomplete beta function by Legendre's continued fraction. From
 * 100,000 degrees on the corrected normal tail (Abramowitz & Stegun, 26.7.8).
 */
export function studentTail(t: number, df: number): number {
  const size = Math.abs(t);
  if (df >= NEARLY_NORMAL) return normalTail((size * (1 - 1 / (4 * df))) / Math.sqrt(1 + (size * size) / (2 * df)));
  return regularBeta(df / (df + size * size), df / 2, 0.5);
}

/** The t that `|T|` exceeds with probability `1 − level`: 1.96 for a level of 0.95 and many degrees of freedom. To about 1e-12 relative. */
export function studentQuantile(level: number, df: number): number {
  let [low, high] = [0, 2];
  while (studentTail(high, df) > 1 - level) [low, high] = [high, high * 2];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, df) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Iₓ(a, b), by the side of the fraction that converges fast. */
function regularBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h;
}
