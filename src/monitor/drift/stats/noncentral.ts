import { normalQuantile } from '../../../evaluate/index.js';

/**
 * The 95% interval of the noncentrality of a chi-square statistic: the noncentralities under which what was seen is just not too large
 * or too small (the pivot that gives Cramér's V its interval: M. Smithson, Confidence Intervals, 2003). The tail is M. Sankaran's normal
 * approximation (Biometrika 46, 1959), good to about 0.002.
 */
export function noncentralityInterval(statistic: number, df: number): readonly [number, number] {
  const z = normalQuantile(0.975);
  return [solve(statistic, df, z), solve(statistic, df, -z)];
}

/** The noncentrality at which the standardised statistic is `z`; 0 when it is below that even without any. */
function solve(statistic: number, df: number, z: number): number {
  if (!(standardised(statistic, df, 0) > z)) return 0;
  let [low, high] = [0, statistic + 10];
  while (standardised(statistic, df, high) > z) high *= 2;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (standardised(statistic, df, middle) > z) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function standardised(x: number, df: number, lambda: number): number {
  const [one, two, three] = [df + lambda, df + 2 * lambda, df + 3 * lambda];
  const h = 1 - (2 * one * three) / (3 * two * two);
  const p = two / (one * one);
  const m = (h - 1) * (1 - 3 * h);
  return ((x / one) ** h - (1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p))) / (h * Math.sqrt(2 * p) * (1 + 0.5 * m * p));
}
