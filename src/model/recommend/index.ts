export { RECOMMEND, type RecommendContent, type RecommendEntry, type RecommendRecord } from './content.js';
export { recommender, type ItemOptions, type RecommenderModel, type RecommenderOptions } from './define.js';
export { openRecommender, type RegisteredRecommender } from './open.js';
export type { OpenRecommender, Recommendation, Recommended, RecommendReason, RecommendWish, Taken } from './open-recommender.js';
export { recommendFile, type RecommendedFile } from './recommend-file.js';
export { trainRecommender, type RecommendTrainOptions, type TrainedRecommender } from './train.js';
export type { RecommendSearch, RecommendStudy } from './search.js';
export { evaluateRecommenderFile, type EvaluatedRecommender } from './evaluate-file.js';
