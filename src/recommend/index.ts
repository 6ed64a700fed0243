export { interactionsOf, type EventColumns, type Interactions } from './interactions.js';
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
export { rangeOf } from './range.js';
export { recent, withRecency } from './recency.js';
export { MOST_LEVELS, segmentColumns, segmentsOf, strengthFor, type Segments } from './popularity/segments.js';
export { keepEvents } from './keep-events.js';
export { fromTime, lastOfAll, lastOfEachUser, lastOne, type SplitInteractions } from './split.js';
export type { History, Recommender, RecommendInput, RecommendLearner, ScoreShares } from './recommender.js';
export { recommenderNamed, recommenders, recommenderSettings, type RecommenderName } from './registry.js';
export { als, blend, bpr, ease, hybrid, itemKnn, popularity, ranker, slim, stan, userKnn, vsknn, type RecommendChoice } from './choices.js';
export type { BlendParams } from './blend/params.js';
export { blendCases, type BlendCase, type BlendCaseOptions } from './blend/cases.js';
export { weightedMembers } from './blend/weighted-members.js';
export { blendWeights, foundBlend, type FoundBlend } from './blend/weights.js';
export { partsOfBlend } from './blend/predictor.js';
export type { RankerParams } from './ranker/params.js';
export type { PopularityParams } from './popularity/params.js';
export type { ItemKnnParams } from './item_knn/params.js';
export type { UserKnnParams } from './user_knn/params.js';
export type { EaseParams } from './ease/params.js';
export type { SlimParams } from './slim/params.js';
export type { AlsParams } from './als/params.js';
export type { BprParams } from './bpr/params.js';
export type { HybridParams } from './hybrid/params.js';
export type { StanParams, VsknnParams } from './session_knn/params.js';
export type { ScoredItems } from './best-items.js';
export { topItems } from './top-items.js';
export {
  compileRules,
  declaredRules,
  makeList,
  ruleCosts,
  listChances,
  takeChances,
  USER as USER_COLUMN,
  type BoostRule,
  type Cap,
  type CapRule,
  type CompiledRules,
  type Diversity,
  type ExcludeRule,
  type Exploration,
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
  type ChanceWish,
  type ListChances,
  type PlaceChances,
  type Rule as ListRule,
  type RuleCosts,
  type RuleCostWish,
  type RuleKind,
  type RuleWords,
} from './lists/index.js';
export {
  featureSpace,
  likeness,
  unitVectors,
  vectorsByFeatures,
  vectorsByTakers,
  type FeatureSpace,
  type ItemVectors,
  type TakerVectorOptions,
} from './vectors/index.js';
export { coldItems, coldItemsInSteps, mixturesOf, withColdItems, type ColdOptions, type MixturesOf } from './cold/cold.js';
export { beliefIn, warmItems, withDemand, type ItemDemand, type WarmItems } from './cold/demand.js';
export type { Mixture, Mixtures } from './cold/mixture.js';
export { takenTogether, takenTogetherInSteps, type Together, type TogetherOptions, type TogetherRules } from './together/together.js';
export { trending, trendingBySegment, type Trending, type TrendingOptions } from './trending/trending.js';
export { judgeLists, judgeListsInTurns, type JudgedLists, type JudgeOptions, type JudgeRun } from './judge.js';
export type { SuppressedItems } from './suppressed.js';
export { evaluateRecommender, type RecommenderEvaluation, type RecommenderEvaluationOptions } from './judge-recommender.js';
export {
  HEAD_SHARE,
  LEAST_SEGMENT_USERS,
  NEW_USER_EVENTS,
  partsByActivity,
  partsByColumns,
  segmentGains,
  type SegmentGain,
  type SegmentLists,
  type UserPart,
} from './judge-segments.js';
