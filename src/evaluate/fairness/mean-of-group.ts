import { effectiveRows, holding, normalQuantile, wilson, type Interval } from '../interval.js';
import type { GroupFigure } from './figures.js';

/** The rows of one group, and how they count. */
export interface GroupRows {
  readonly rows: Int32Array;
  /** Of every row of the sample. */
  readonly weights: Float64Array;
  /** Of every row of the sample: the unit that it belongs to. Rows of a unit resemble each other. */
  readonly units?: Int32Array;
}

/** The weighted mean of a figure over a group, and what its interval is made of. */
export interface GroupMean {
  readonly value: number;
  /** At a level, such as 0.95. */
  readonly interval: (level: number) => Interval;
}

/**
 * The figure of a group, `undefined` where none of its rows counts. Shares have Wilson's interval, of as many rows as would be as informative
 * (Kish, 1965), other means value ± z standard errors. With units, the standard error adds up the deviations of whole units (Liang & Zeger, 1986).
 */
export function meanOfGroup({ of, share }: GroupFigure, { rows, weights, units }: GroupRows): GroupMean | undefined {
  const counted = rows.filter((i) => weights[i] > 0 && !Number.isNaN(of(i)));
  if (counted.length === 0) return undefined;
  const total = counted.reduce((sum, i) => sum + weights[i], 0);
  const value = counted.reduce((sum, i) => sum + weights[i] * of(i), 0) / total;
  const deviations = counted.length === 1 ? undefined : deviationsOf(of, value, counted, weights, units);
  const error =
    deviations === undefined ? 0 : (Math.sqrt(deviations.squares) / total) * Math.sqrt(deviations.units / (deviations.units - 1));
  if (!share) {
    return { value, interval: (level) => ({ value, low: value - z(level) * error, high: value + z(level) * error }) };
  }
  const informative = Float64Array.from(counted, (i) => weights[i]);
  const alone = effectiveRows(informative);
  const effective = units && deviations ? Math.min(alone, error > 0 ? (value * (1 - value)) / error ** 2 : deviations.units) : alone;
  return { value, interval: (level) => holding({ ...wilson(value * effective, effective, level), value }, [0, 1]) };
}

const z = (level: number): number => normalQuantile((1 + level) / 2);

function deviationsOf(
  of: GroupFigure['of'],
  mean: number,
  rows: Int32Array,
  weights: Float64Array,
  units: Int32Array | undefined,
): { readonly squares: number; readonly units: number } | undefined {
  const sums = new Map<number, number>();
  for (const [at, i] of rows.entries()) {
    const unit = units ? units[i] : at;
    sums.set(unit, (sums.get(unit) ?? 0) + weights[i] * (of(i) - mean));
  }
  return sums.size < 2 ? undefined : { squares: [...sums.values()].reduce((sum, d) => sum + d * d, 0), units: sums.size };
}
