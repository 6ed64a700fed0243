export { RECOMMEND, type RecommendContent, type RecommendEntry, type RecommendRecord } from './content.js';
export { decidingMetrics } from './deciding-metrics.js';
export { recommender, type RecommenderModel } from './define.js';
export type { ItemOptions, RecommenderOptions } from './recommender-options.js';
export { openInside, openRecommender, type RegisteredRecommender } from './open.js';
export type {
  OpenRecommender,
  Recommendation,
  Recommended,
  RecommenderNews,
  RecommendReason,
  RecommendWish,
  Taken,
} from './open-recommender.js';
export { recommendFile, type RecommendedFile } from './recommend-file.js';
export { reportItems, type ItemReport, type RefusedItem, type ReportedItems } from './catalogue/report-items.js';
export { reportItemRows } from './catalogue/report-many-items.js';
export { reportItemsFile, withdrawItems, type ReportedItemsFile } from './catalogue/report-items-file.js';
export { reportedSince } from './catalogue/catalogue.js';
export type { LateEvents } from './catalogue/extended.js';
export type { OwnEvents } from './own-events.js';
export { SERVED_EVENTS } from './served-history.js';
export { takesOf } from './takes-of.js';
export { trainRecommender, type TrainedRecommender } from './train.js';
export type { RecommendTrainOptions } from './training-plan.js';
export type { RecommendSearch, RecommendStudy } from './search.js';
export { evaluateRecommenderFile, type EvaluatedRecommender } from './evaluate-file.js';
export { diffRecommenders, type FoundMoney, type RecommenderDiff } from './diff/diff.js';
export type { ItemExposure, ListChanges, ListExposure } from './diff/list-changes.js';
export type { Opened } from './opened.js';
