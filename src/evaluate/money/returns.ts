import type { Interval } from '../interval.js';
import { holding } from '../interval.js';
import { intervalOfDraws } from '../intervals.js';
import { forEachResample, type Resampling } from '../resample.js';
import { weightedMean } from './threshold.js';

/** What it costs to run a model, whatever is decided. */
export interface Running {
  /** Servers, licences and people, a month. */
  readonly perMonth?: number;
  /** Each prediction, on top. */
  readonly perPrediction?: number;
  /** Rows to decide about a month; without it nothing is said of a month or a year. */
  readonly rowsPerMonth?: number;
}

/** What a model returns when all that it costs is paid. Per row, acted on or not; plain JSON. */
export interface Returns {
  /** Spent on acting. */
  readonly spent: number;
  /** Spent on running; without the number of rows a month, only what each prediction costs. */
  readonly running: number;
  /** Value after all costs, beside doing nothing. */
  readonly net: Interval;
  /** The same beside the best way to decide without the model. */
  readonly gain: Interval;
  /** `net` for each unit of money spent on acting and running: 1.5 is 1.5 back on top of the 1. Null where nothing is spent. */
  readonly roi: Interval | null;
  readonly rowsPerMonth?: number;
  /** Rows a month from which the gain pays for running; null where no number of rows does. Only where running has a price a month. */
  readonly breakEvenRows?: number | null;
  /** What one hundredth of the way to perfect foresight is worth: what a better model could bring. */
  readonly onePoint: number;
}

/** What was earned and spent on each row; per row the value, what it is ahead of the rival, and what perfect foresight earns. */
export interface ReturnsInput {
  readonly earned: Float64Array;
  readonly spent: Float64Array;
  readonly value: Interval;
  readonly ahead: Interval;
  readonly perfect: number;
}

/** Settles the account: see {@link Returns}. Intervals are 95 %, by bootstrap of rows. */
export function returnOf(
  { earned, spent, value, ahead, perfect }: ReturnsInput,
  { running: prices = {}, weights, ...resampling }: Resampling & { readonly running?: Running; readonly weights?: Float64Array },
): Returns {
  const { perMonth = 0, perPrediction = 0, rowsPerMonth } = prices;
  const running = perPrediction + (rowsPerMonth === undefined ? 0 : perMonth / rowsPerMonth);
  const own = weights ?? new Float64Array(earned.length).fill(1);
  const cost = weightedMean(spent, own);
  const margin = ahead.value - perPrediction;
  return {
    spent: cost,
    running,
    net: less(value, running),
    gain: less(ahead, running),
    roi: cost + running > 0 ? ratioOf(earned, spent, running, own, resampling) : null,
    ...(rowsPerMonth === undefined ? {} : { rowsPerMonth }),
    ...(prices.perMonth === undefined ? {} : { breakEvenRows: margin > 0 ? Math.ceil(perMonth / margin) : null }),
    onePoint: (perfect - value.value) / 100,
  };
}

const less = ({ value, low, high }: Interval, by: number): Interval => ({ value: value - by, low: low - by, high: high - by });

/** (mean earned − running) / (mean spent + running), both means of the same draws. */
function ratioOf(earned: Float64Array, spent: Float64Array, running: number, weights: Float64Array, resampling: Resampling): Interval {
  const ratio = (w: Float64Array): number => (weightedMean(earned, w) - running) / (weightedMean(spent, w) + running);
  const draws: number[] = [];
  forEachResample(weights, resampling, (w) => draws.push(ratio(w)));
  return holding(intervalOfDraws(ratio(weights), draws));
}
