import { LEVEL, wilson, type Interval } from '../interval.js';

/**
 * The share of `hits` among `rows` over the share in the reference, with its interval: from Wilson's limits by recovered variances (MOVER; A. Donner &
 * G. Y. Zou, Stat. Methods Med. Res. 21, 2012). It leaves 1 out when and only when {@link rateDifference} of the same figures leaves 0 out. Sound for
 * few rows and for shares of 0 and 1; a reference without hits has no ratio: all `NaN`.
 *
 * ```ts
 * rateRatio(10, 100, 20, 100) // value 2, low 1.0009…, high 3.998…
 * ```
 */
export function rateRatio(referenceHits: number, referenceRows: number, hits: number, rows: number, level: number = LEVEL): Interval {
  if (referenceHits === 0) return { value: NaN, low: NaN, high: NaN };
  const [before, now] = [wilson(referenceHits, referenceRows, level), wilson(hits, rows, level)];
  const both = now.value * before.value;
  const least = root(before.high * (2 * before.value - before.high), both, now.low * (2 * now.value - now.low));
  const most = root(before.low * (2 * before.value - before.low), both, now.high * (2 * now.value - now.high));
  return { value: now.value / before.value, low: both === 0 ? 0 : least.near, high: most.far };
}

/** Where a x² − 2 b x + c is 0. The nearer in the form that also holds where `a` is 0 or below. */
function root(a: number, b: number, c: number): { readonly near: number; readonly far: number } {
  const large = b + Math.sqrt(Math.max(0, b * b - a * c));
  return { near: c / large, far: large / a };
}
