export {
  beyondAccuracy,
  intraListDiversity,
  sameGroup,
  type BeyondAccuracy,
  type ItemSimilarity,
  type ListedItems,
} from './beyond-accuracy.js';
export type { RankingEvaluation, RankingSegment } from './evaluation.js';
export { listOverlap, rankBiasedOverlap } from './list-agreement.js';
export { exposureOf, timesShown, type Exposure } from './exposure.js';
export { rankingMetrics, type RankingMetric } from './metrics.js';
export { LIST_LENGTHS, rankingMetricNamed, rankingMetricsAt, type RankingMetricAt } from './named.js';
export { userGains, userMeans, type UserMeanOptions, type UserValues } from './user-means.js';
