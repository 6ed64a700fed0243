import { didYouMean, mwError } from '../../core/index.js';
import { rankingMetrics, type RankingMetric } from './metrics.js';

/** A metric of lists of one length. */
export interface RankingMetricAt {
  /** As records and gates call it: `ndcg@10`. */
  readonly name: string;
  readonly metric: RankingMetric;
  /** Places that count. */
  readonly k: number;
}

/** Lengths of lists that are judged unless others are asked for. */
export const LIST_LENGTHS: readonly number[] = [5, 10, 20];

/** Every metric at every length, in the order in which reports print them. */
export const rankingMetricsAt = (ks: readonly number[] = LIST_LENGTHS): readonly RankingMetricAt[] =>
  rankingMetrics.flatMap((metric) => ks.map((k) => ({ name: `${metric.name}@${k}`, metric, k })));

/**
 * Reads a metric's name and length; any whole length from 1 on, unless `ks` says which there are. Raises `MW_EVALUATE_METRIC_UNKNOWN` with the nearest one.
 *
 * ```ts
 * rankingMetricNamed('recall@20').k // 20
 * ```
 */
export function rankingMetricNamed(name: string, ks?: readonly number[]): RankingMetricAt {
  const [head, length, ...more] = name.split('@');
  const metric = rankingMetrics.find((one) => one.name === head);
  const k = /^[1-9]\d{0,5}$/.test(length ?? '') ? Number(length) : 0;
  if (metric && more.length === 0 && k > 0 && (!ks || ks.includes(k))) return { name, metric, k };
  const known = rankingMetricsAt(ks).map((one) => one.name);
  throw mwError('MW_EVALUATE_METRIC_UNKNOWN', { name, hint: didYouMean(name, known), known });
}
