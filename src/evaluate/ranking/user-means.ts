import { holding, LEVEL, wilson, type Interval } from '../interval.js';
import { intervalOfDraws } from '../intervals.js';
import { forEachResample, type Resampling } from '../resample.js';

/** Figures per user, by name: all of one length, in the order of the same users. */
export type UserValues = Readonly<Record<string, Float64Array>>;

/** How intervals over users are drawn. */
export interface UserMeanOptions extends Resampling {
  /** Absent means 0.95. */
  readonly level?: number;
}

/** The range of every metric of lists. */
const SHARE = [0, 1] as const;

/**
 * Means over users with bootstrap intervals, all from the same draws of users; a name that begins with `hit_rate@` is a share of users and has Wilson's interval. Where all
 * users have the same end of the range, the interval reaches as far as so many users leave in doubt (the rule of three). `NaN` for no users, between 0 and 1.
 */
export function userMeans(values: UserValues, options: UserMeanOptions): Readonly<Record<string, Interval>> {
  const { level = LEVEL } = options;
  const names = Object.keys(values);
  const users = values[names[0]]?.length ?? 0;
  if (users === 0) return Object.fromEntries(names.map((name) => [name, { value: NaN, low: 0, high: 1 }]));
  const draws = drawnMeans(
    names.map((name) => values[name]),
    options,
  );
  const doubt = 1 - (1 - level) ** (1 / users);
  return Object.fromEntries(
    names.map((name, m) => {
      const value = meanOf(values[name]);
      if (name.startsWith('hit_rate@') && !options.units) return [name, { ...wilson(value * users, users, level), value }];
      const { low, high } = intervalOfDraws(value, draws[m], level);
      const wide = low < high ? { value, low, high } : { value, low: low === 1 ? 1 - doubt : low, high: high === 0 ? doubt : high };
      return [name, holding(wide, SHARE)];
    }),
  );
}

/**
 * How much better one recommender is than another for the same users, per metric: the mean of the differences, positive is better, with its paired interval. What makes
 * a user hard to please cancels out. Names that only one of them has are left out.
 */
export function userGains(a: UserValues, b: UserValues, options: UserMeanOptions): Readonly<Record<string, Interval>> {
  const names = Object.keys(a).filter((name) => Object.hasOwn(b, name));
  const gains = names.map((name) => a[name].map((value, u) => value - b[name][u]));
  if ((gains[0]?.length ?? 0) === 0) return Object.fromEntries(names.map((name) => [name, { value: NaN, low: -1, high: 1 }]));
  const draws = drawnMeans(gains, options);
  return Object.fromEntries(names.map((name, m) => [name, holding(intervalOfDraws(meanOf(gains[m]), draws[m], options.level))]));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let u = 0; u < values.length; u++) sum += values[u];
  return sum / values.length;
}

/** Per column its mean on every draw of users; the draws are the same for all. O(draws × users × columns). */
function drawnMeans(columns: readonly Float64Array[], options: Resampling): readonly number[][] {
  const [users, width] = [columns[0].length, columns.length];
  const byUser = new Float64Array(users * width);
  columns.forEach((column, m) => column.forEach((value, u) => (byUser[u * width + m] = value)));
  const [out, sums] = [columns.map((): number[] => []), new Float64Array(width)];
  forEachResample(new Float64Array(users).fill(1), options, (times) => {
    sums.fill(0);
    let drawn = 0;
    for (let u = 0; u < users; u++) {
      if (times[u] === 0) continue;
      drawn += times[u];
      for (let m = 0, at = u * width; m < width; m++, at++) sums[m] += times[u] * byUser[at];
    }
    for (let m = 0; m < width; m++) out[m].push(sums[m] / drawn);
  });
  return out;
}
