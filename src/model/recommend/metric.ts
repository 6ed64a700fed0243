import { didYouMean, mwError } from '../../core/index.js';
import { rankingMetrics, type RankingMetric } from '../../evaluate/index.js';

/** Lengths of list at which every figure is told. */
export const LENGTHS = [5, 10, 20] as const;

/** A metric of lists of one length. */
export interface ListMetric {
  /** `ndcg@10` */
  readonly name: string;
  readonly metric: RankingMetric;
  readonly k: number;
}

/** Reads `ndcg@10` (the default). Throws `MW_EVALUATE_METRIC_UNKNOWN` for anything else. */
export function metricOf(name = 'ndcg@10'): ListMetric {
  const [head, k, ...more] = name.split('@');
  const metric = rankingMetrics.find((one) => one.name === head);
  const known = rankingMetrics.flatMap((one) => LENGTHS.map((length) => `${one.name}@${length}`));
  if (!metric || more.length > 0 || !LENGTHS.some((length) => String(length) === k))
    throw mwError('MW_EVALUATE_METRIC_UNKNOWN', { name, hint: didYouMean(name, known), known });
  return { name, metric, k: Number(k) };
}
