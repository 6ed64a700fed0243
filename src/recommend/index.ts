export {
  appended,
  behaviourOf,
  leftReasons,
  leftWords,
  mergedRepeats,
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
export { judgeLists, type JudgedLists } from './judge.js';
export { makeList, type ListedItem, type ListReason, type ListWish, type MadeList } from './lists/make-list.js';
export { recent, withRecency } from './recency.js';
export type { History, Recommender, RecommendInput, RecommendLearner, ScoreShares } from './recommender.js';
export { recommenderNamed, recommenders, type RecommenderName } from './registry.js';
export { fromTime, lastOfEachUser, lastOne, type SplitInteractions } from './split.js';
export { topItems } from './top-items.js';
