import { rankAscending } from '../metrics/index.js';
import { weightsOf, type Scored } from '../scored.js';
import { thinned } from './thin.js';

/** One threshold of a binary model: rows with this probability or more are called positive. Shares of weight. */
export interface RankingPoint {
  readonly threshold: number;
  /** Share of all rows that are called. */
  readonly called: number;
  /** Recall: share of the positive rows that are called. */
  readonly truePositiveRate: number;
  /** Share of the negative rows that are called. */
  readonly falsePositiveRate: number;
  /** Of the rows called, the share that is positive; `null` where none is called. */
  readonly precision: number | null;
}

/** Most points that a curve keeps. */
export const CURVE_POINTS = 200;

/**
 * ROC, precision–recall, gain and lift in one list, from calling nobody (threshold above 1) to calling all, one point per
 * distinct probability, thinned evenly along the ROC curve to at most 200. Needs rows of both classes, else `[]`.
 * Lift at a point is `truePositiveRate / called`.
 */
export function rankingCurve(sample: Scored, most: number = CURVE_POINTS): RankingPoint[] {
  const { y, scores } = sample;
  const weights = weightsOf(sample);
  const { order, starts } = rankAscending(scores);
  const counts = [{ threshold: 1 + Number.EPSILON, hits: 0, alarms: 0 }];
  let [hits, alarms] = [0, 0];
  for (let g = starts.length - 2; g >= 0; g--) {
    for (let i = starts[g]; i < starts[g + 1]; i++) {
      if (y[order[i]] === 1) hits += weights[order[i]];
      else alarms += weights[order[i]];
    }
    counts.push({ threshold: scores[order[starts[g]]], hits, alarms });
  }
  if (hits === 0 || alarms === 0) return [];
  return thinned(counts, (p) => p.hits / hits + p.alarms / alarms, most).map((p) => ({
    threshold: p.threshold,
    called: (p.hits + p.alarms) / (hits + alarms),
    truePositiveRate: p.hits / hits,
    falsePositiveRate: p.alarms / alarms,
    precision: p.hits + p.alarms === 0 ? null : p.hits / (p.hits + p.alarms),
  }));
}
