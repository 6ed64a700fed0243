import { intervalOfDraws } from '../intervals.js';
import { holding, type Interval } from '../interval.js';
import { rankAscending } from '../metrics/ranked.js';
import { forEachResample, type Resampling } from '../resample.js';
import { between, fits, type Room } from './cut.js';
import { breakEven, checkPayoff, worthOfActing, type Payoff } from './payoff.js';

/** A threshold above every probability: nobody is acted on. */
export const ABOVE_ALL = 1 + Number.EPSILON;

/** Predictions that the chosen threshold must not have been trained on: validation or out-of-fold ones. */
export interface Forecasts {
  /** 0 or 1. */
  readonly y: Float64Array;
  readonly probability: Float64Array;
  readonly weights?: Float64Array;
}

/** From which probability to act, why, and what the alternatives would have earned. */
export interface ThresholdChoice {
  /** Act on a row when its probability reaches it. */
  readonly threshold: number;
  /** `amounts`: the break-even of the money; `predictions`: what would have paid most on the forecasts. */
  readonly from: 'amounts' | 'predictions';
  readonly breakEven: { readonly threshold: number; readonly perRow: number };
  readonly best: { readonly threshold: number; readonly perRow: number };
  /** Value per row of `best` over `breakEven` on the same rows; in hindsight, so it flatters. */
  readonly gain: Interval;
}

/**
 * The threshold that would have earned most: exact, over every distinct probability, in O(n log n). Cuts lie midway between
 * neighbouring probabilities; of equal values the highest (fewest actions). Acting on all is 0, on nobody {@link ABOVE_ALL}.
 * `within`: only thresholds that act on no more rows than there is room for.
 */
export function bestThreshold(
  worth: Float64Array,
  probability: Float64Array,
  weights?: Float64Array,
  within?: Within,
): { threshold: number; perRow: number } {
  const { cut, perRow } = bestCut(worth, probability, weights, within);
  return { threshold: cut === Infinity ? ABOVE_ALL : Math.max(0, cut), perRow };
}

/** The room on some rows, and what acting on each of them takes of it. */
export interface Within {
  readonly room: Room;
  readonly costs: Float64Array;
}

/** The same for any score: from which on to act. `Infinity` is on nobody, `-Infinity` on all. */
export function bestCut(
  worth: Float64Array,
  score: Float64Array,
  weights?: Float64Array,
  within?: Within,
): { cut: number; perRow: number } {
  const { order, starts } = rankAscending(score);
  let [cut, most, sum, total, acts, spent] = [Infinity, 0, 0, 0, 0, 0];
  for (let i = 0; i < worth.length; i++) total += weights ? weights[i] : 1;
  for (let g = starts.length - 2; g >= 0; g--) {
    for (let i = starts[g]; i < starts[g + 1]; i++) {
      const w = weights ? weights[order[i]] : 1;
      sum += worth[order[i]] * w;
      acts += w;
      spent += w * (within ? within.costs[order[i]] : 0);
    }
    if (within && !fits(within.room, acts, spent)) break;
    if (sum <= most) continue;
    most = sum;
    cut = g === 0 ? -Infinity : between(score[order[starts[g] - 1]], score[order[starts[g]]]);
  }
  return { cut, perRow: most / total };
}

/** Mean value per row of acting at a threshold. */
export function valueAt(worth: Float64Array, probability: Float64Array, threshold: number, weights?: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < worth.length; i++) {
    const w = weights ? weights[i] : 1;
    if (probability[i] >= threshold) sum += w * worth[i];
    total += w;
  }
  return sum / total;
}

/**
 * The threshold to act on, from forecasts that the model was not trained on. The break-even of the amounts is the answer for
 * honest probabilities and has no noise; the best threshold in hindsight chases noise but corrects dishonest ones. So the
 * break-even is kept unless the other is better on these rows beyond doubt: the low end of the paired interval above 0.
 */
export function chooseThreshold(payoff: Payoff, forecasts: Forecasts, resampling: Resampling): ThresholdChoice {
  const { y, probability, weights } = forecasts;
  checkPayoff(payoff, y.length);
  const worth = worthOfActing(payoff, y);
  const even = breakEven(payoff);
  const best = bestThreshold(worth, probability, weights);
  const difference = worth.map((v, i) => v * (Number(probability[i] >= best.threshold) - Number(probability[i] >= even)));
  const gain = meanInterval(difference, weights, resampling);
  const chosen =
    gain.low > 0 ? ({ threshold: best.threshold, from: 'predictions' } as const) : ({ threshold: even, from: 'amounts' } as const);
  return { ...chosen, breakEven: { threshold: even, perRow: valueAt(worth, probability, even, weights) }, best, gain };
}

/** The weighted mean of one number per row with its bootstrap interval. */
export function meanInterval(values: Float64Array, weights: Float64Array | undefined, resampling: Resampling): Interval {
  return meanIntervals([values], weights, resampling)[0];
}

/** The same for several numbers per row, all on the same resamples. */
export function meanIntervals(columns: readonly Float64Array[], weights: Float64Array | undefined, resampling: Resampling): Interval[] {
  const own = weights ?? new Float64Array(columns[0].length).fill(1);
  const means = (w: Float64Array): number[] => columns.map((values) => weightedMean(values, w));
  const draws = columns.map((): number[] => []);
  forEachResample(own, resampling, (w) => means(w).forEach((mean, c) => draws[c].push(mean)));
  return means(own).map((value, c) => holding(intervalOfDraws(value, draws[c])));
}

/** The mean of one number per row; absent weights count 1. */
export function weightedMean(values: Float64Array, weights?: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const w = weights ? weights[i] : 1;
    sum += w * values[i];
    total += w;
  }
  return sum / total;
}
