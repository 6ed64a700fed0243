import { LEVEL, wilson, type Interval } from '../interval.js';

/**
 * The share of `hits` among `rows` less the share in the reference, with its interval: Newcombe's hybrid score interval (Stat. Med. 17,
 * 1998, method 10), sound at 0 and 1 and for few rows.
 *
 * ```ts
 * rateDifference(0, 100, 10, 100) // value 0.1, low 0.04…, high 0.17…
 * ```
 */
export function rateDifference(referenceHits: number, referenceRows: number, hits: number, rows: number, level: number = LEVEL): Interval {
  const [before, now] = [wilson(referenceHits, referenceRows, level), wilson(hits, rows, level)];
  const value = now.value - before.value;
  return {
    value,
    low: value - Math.hypot(now.value - now.low, before.high - before.value),
    high: value + Math.hypot(now.high - now.value, before.value - before.low),
  };
}
