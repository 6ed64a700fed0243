export { type ClassTask, type LearnerChoice } from './choice.js';
export {
  constant,
  ebm,
  ecod,
  extraTrees,
  forest,
  gbdt,
  glm,
  isolationForest,
  kmeans,
  knn,
  linear,
  mlp,
  naiveBayes,
  svm,
} from './choices.js';
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
export { type IsolationForestParams } from './isolation_forest/index.js';
export { type KmeansParams } from './kmeans/index.js';
export { type KnnParams } from './knn/index.js';
export type {
  AnyLearner,
  AnyTask,
  BlocksInput,
  Contributions,
  FitInput,
  FitRun,
  InputOf,
  Interactions,
  Learner,
  PartArray,
  Parts,
  Predictor,
  RowsInput,
  TargetlessTask,
  Task,
  TrainingSet,
} from './learner.js';
export { type LinearParams } from './linear/index.js';
export { type MlpParams } from './mlp/index.js';
export { type NaiveBayesParams } from './naive_bayes/index.js';
export { dueText, resolveParams, type Param, type Params, type ParamTable } from './params.js';
export { learnerFor, learnerNamed, learners, type LearnerName } from './registry.js';
export { dimensionsOf, pointsOf, spaceOf, type Space } from './space/index.js';
export type { SvmParams } from './svm/index.js';
