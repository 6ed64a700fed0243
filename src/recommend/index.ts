export {
  appended,
  behaviourOf,
  leftReasons,
  leftWords,
  mergedRepeats,
  NO_TYPE,
  preparedBehaviour,
  preparedLog,
  SESSION_GAP_MS,
  sessionsOf,
  suspects,
  SUSPICIOUS,
  withHalfLife,
  withoutUsers,
  type Behaviour,
  type BehaviourColumns,
  type BehaviourPlan,
  type BehaviourReport,
  type BehaviourRules,
  type BotLimits,
  type Id,
  type IdColumn,
  type LeftReason,
  type PreparedBehaviour,
  type RepeatWeight,
  type Sessions,
  type Suspect,
} from './behaviour/index.js';
export { historyOf } from './history.js';
export { interactionsOf, type EventColumns, type Interactions } from './interactions.js';
export { judgeLists, judgeListsInTurns, type JudgedLists, type JudgeOptions, type JudgeRun, type SuppressedItems } from './judge.js';
export { evaluateRecommender, type RecommenderEvaluation, type RecommenderEvaluationOptions } from './judge-recommender.js';
export { HEAD_SHARE, LEAST_SEGMENT_USERS, NEW_USER_EVENTS } from './judge-segments.js';
export {
  alignedColumns,
  compileRules,
  declaredRules,
  fillPlaces,
  makeList,
  ruleCosts,
  takeChances,
  takenAlready,
  USER as USER_COLUMN,
  type BoostRule,
  type Cap,
  type CapRule,
  type CompiledRules,
  type Diversity,
  type ExcludeRule,
  type Exploration,
  type FilledPlaces,
  type ItemTable,
  type ListCost,
  type ListedItem,
  type ListNote,
  type ListReason,
  type ListRules,
  type ListWish,
  type ListWorth,
  type MadeList,
  type Pin,
  type PinRule,
  type PlaceWish,
  type Repeat,
  type Rule as ListRule,
  type RuleCosts,
  type RuleCostWish,
  type RuleKind,
  type RuleWords,
} from './lists/index.js';
export { recent, withRecency } from './recency.js';
export type { History, Recommender, RecommendInput, RecommendLearner, ScoreShares } from './recommender.js';
export { recommenderNamed, recommenders, type RecommenderName } from './registry.js';
export { fromTime, lastOfAll, lastOfEachUser, lastOne, type SplitInteractions } from './split.js';
export { topItems } from './top-items.js';
export type { AlsParams } from './als/params.js';
export type { BprParams } from './bpr/params.js';
export type { HybridParams } from './hybrid/params.js';
export type { ScoredItems } from './best-items.js';
export { likeness, unitVectors, vectorsByFeatures, vectorsByTakers, type ItemVectors, type TakerVectorOptions } from './vectors/index.js';
export { als, bpr, ease, hybrid, itemKnn, popularity, slim, stan, userKnn, vsknn, type RecommendChoice } from './choices.js';
export type { StanParams, VsknnParams } from './session_knn/params.js';
export type { EaseParams } from './ease/params.js';
export type { ItemKnnParams } from './item_knn/params.js';
export type { PopularityParams } from './popularity/params.js';
export { takenTogether, type Together, type TogetherOptions, type TogetherRules } from './together/together.js';
export { trending, trendingBySegment, type Trending, type TrendingOptions } from './trending/trending.js';
export {
  blendFrom,
  fitBlend,
  fitRanker,
  rankerFrom,
  rankerRows,
  type BlendedRecommender,
  type BlendOptions,
  type Ranker,
  type RankerOptions,
  type RankRows,
  type RankSource,
} from './ranked/index.js';
export { coldItems, withColdItems, type ColdItem, type ColdOptions } from './cold/cold.js';
