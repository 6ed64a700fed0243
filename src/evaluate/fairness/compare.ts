import { LEVEL, type Interval } from '../interval.js';
import type { GroupMean } from './mean-of-group.js';

/** How far groups are apart in a figure, and which two. */
export interface Difference extends Interval {
  /** The group with the most, and the one with the least. */
  readonly between: readonly [string, string];
  /** Chance alone does not explain it: the interval leaves out that all groups are alike. */
  readonly certain: boolean;
}

/** A figure of each group that has one. */
export type ByGroup = readonly { readonly group: string; readonly mean: GroupMean }[];

/**
 * The greatest difference between two groups, of one figure or the greatest of several (equalised odds). The interval holds for all pairs at once:
 * each pair has its interval at 1 − 0.05 ⁄ pairs (Bonferroni), made of the two groups' own (G. Y. Zou & A. Donner, Stat. Med. 27, 2008; of shares
 * R. G. Newcombe's method 10, Stat. Med. 17, 1998), and the ends are the greatest of theirs. `undefined` below two groups.
 */
export function greatestDifference(figures: readonly ByGroup[], most = Infinity): Difference | undefined {
  const pairs = pairsOf(figures, ([a, b]) => {
    const d = a.value - b.value;
    return {
      value: d,
      low: d - Math.hypot(a.value - a.low, b.high - b.value),
      high: d + Math.hypot(a.high - a.value, b.value - b.low),
    };
  });
  if (pairs.length === 0) return undefined;
  const widest = pairs.reduce((best, pair) => (pair.value > best.value ? pair : best));
  const low = Math.max(0, ...pairs.map((p) => p.low));
  return {
    value: widest.value,
    low: Math.min(low, widest.value),
    high: Math.min(most, Math.max(...pairs.map((p) => p.high))),
    between: widest.between,
    certain: low > 0,
  };
}

/**
 * The least ratio of two groups' shares, 1 where all are alike; the interval as {@link greatestDifference} has it, of logarithms. `undefined` where
 * no group has any.
 */
export function leastRatio(figure: ByGroup): Difference | undefined {
  const pairs = pairsOf([figure], ([a, b]) => {
    const value = a.value / b.value;
    if (!(value > 0)) return { value, low: 0, high: b.low > 0 ? a.high / b.low : Infinity };
    return {
      value,
      low: value * Math.exp(-Math.hypot(Math.log(a.value / a.low), Math.log(b.high / b.value))),
      high: value * Math.exp(Math.hypot(Math.log(a.high / a.value), Math.log(b.value / b.low))),
    };
  }).filter(({ value }) => Number.isFinite(value));
  if (pairs.length === 0) return undefined;
  const least = pairs.reduce((best, pair) => (pair.value < best.value ? pair : best));
  const high = Math.min(1, ...pairs.map((p) => p.high));
  const [fewest, most] = least.between;
  return {
    value: least.value,
    low: Math.min(...pairs.map((p) => p.low)),
    high: Math.max(high, least.value),
    between: [most, fewest],
    certain: high < 1,
  };
}

type Pair = Interval & { readonly between: readonly [string, string] };

/** Both orders of every two groups. */
function pairsOf(figures: readonly ByGroup[], of: (pair: readonly [Interval, Interval]) => Interval): readonly Pair[] {
  const unordered = figures.reduce((sum, groups) => sum + (groups.length * (groups.length - 1)) / 2, 0);
  const level = 1 - (1 - LEVEL) / unordered;
  return figures.flatMap((groups) => {
    const own = groups.map(({ group, mean }) => ({ group, interval: mean.interval(level) }));
    return own.flatMap((a, i) =>
      own.flatMap((b, j): Pair[] => (i === j ? [] : [{ ...of([a.interval, b.interval]), between: [a.group, b.group] }])),
    );
  });
}
