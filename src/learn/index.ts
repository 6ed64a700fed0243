export { blendWeights, type BlendParams, type Selection } from './blend/index.js';
export { componentScores, principalComponents, type PrincipalComponents } from '../kernel/index.js';
export { type ClassTask, type LearnerChoice } from './choice.js';
export {
  agglomerative,
  blend,
  constant,
  dbscan,
  ebm,
  ecod,
  extraTrees,
  forest,
  gbdt,
  glm,
  gmm,
  hdbscan,
  isolationForest,
  kmeans,
  knn,
  linear,
  lof,
  mlp,
  naiveBayes,
  rLearner,
  stack,
  svm,
  tLearner,
  xLearner,
} from './choices.js';
export { type AgglomerativeParams } from './agglomerative/index.js';
export { type DbscanParams } from './dbscan/index.js';
export { shapesOf, type ColumnShape, type EbmParams, type PairShape, type Shapes } from './ebm/index.js';
export { type ForestParams } from './forest/index.js';
export {
  gbdtWith,
  importanceOf,
  lambdaRank,
  type GbdtParams,
  type Importance,
  type Monotone,
  type Objective,
  type RankOptions,
} from './gbdt/index.js';
export { type GlmParams } from './glm/index.js';
export { type GmmParams } from './gmm/index.js';
export { type HdbscanParams } from './hdbscan/index.js';
export { type IsolationForestParams } from './isolation_forest/index.js';
export { type KmeansParams } from './kmeans/index.js';
export { checked } from './checked.js';
export { type KnnParams } from './knn/index.js';
export type {
  AnyLearner,
  AnyTask,
  BlocksInput,
  Contributions,
  ExpectedArms,
  FitInput,
  FitPath,
  FitRun,
  FoldRows,
  InputOf,
  Interactions,
  Learner,
  PartArray,
  Parts,
  PathOf,
  Predictor,
  RowsInput,
  TargetlessTask,
  Task,
  TrainingSet,
  TrialInput,
} from './learner.js';
export { type LinearParams } from './linear/index.js';
export { type LofParams } from './lof/index.js';
export { type MlpParams } from './mlp/index.js';
export { type NaiveBayesParams } from './naive_bayes/index.js';
export type { ParamsByLearner, SearchedLearner } from './params-by-learner.js';
export { dueText, resolveParams, searched, type Member, type Param, type Params, type ParamTable } from './params.js';
export { checkedParts, type CheckedParts } from './checked-parts.js';
export { costOf, type Cost } from './cost.js';
export { learnerFor, learnerNamed, learners, settingsFor, type LearnerName } from './registry.js';
export { dimensionsOf, pointsOf, spaceOf, type Space } from './space/index.js';
export { type StackParams } from './stack/index.js';
export type { SvmParams } from './svm/index.js';
export {
  fitUplift,
  type ExpectedOutcomes,
  type RLearnerParams,
  type TLearnerParams,
  type UpliftInput,
  type UpliftMethod,
  type UpliftModel,
  type UpliftRun,
  type XLearnerParams,
} from './uplift/index.js';
