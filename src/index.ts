/**
 * millwright: from tables to predictions that run a business.
 * This is all that a program needs; the sub-paths (`millwright/expr`, `millwright/learn` …) hold the parts.
 */
export { csv, json, parquet, postgres, rows } from './features/index.js';
export { coalesce, concat, allOf, anyOf, learn, list, literal, weightedSum, when, type Expr, type Typed } from './expr/index.js';
export {
  foreignKey,
  freshness,
  inRange,
  inSet,
  matches,
  notNull,
  rowCount,
  t,
  unique,
  type RowOf,
  type Rule,
  type Schema,
} from './data/index.js';
export { table, type ColumnsOf, type Features, type Problem, type Rules, type Table, type TargetOptions } from './features/index.js';
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
  stack,
  svm,
  type Task,
} from './learn/index.js';
export {
  model,
  type Channel,
  type CoverageOptions,
  type GateOptions,
  type ModelLimits,
  type Model,
  type ModelOptions,
  type MonitorOptions,
  type Payoff,
  type RetrainRules,
  type SegmentOptions,
  type TuneOptions,
} from './model/index.js';
export {
  check,
  counterfactuals,
  evaluate,
  explain,
  monitor,
  openProject,
  predict,
  predictFile,
  promote,
  report,
  retrain,
  serve,
  train,
  type ModelRef,
  type MonitorSettings,
  type Project,
  type ProjectOptions,
  type ServeSettings,
  type TrainSettings,
} from './project/index.js';
export type {
  Against,
  Checked,
  Counterfactual,
  CounterfactualOptions,
  Counterfactuals,
  Diff,
  Evaluated,
  Explained,
  ExplainOptions,
  JudgedCoverage,
  ListedModel,
  ListedRun,
  ListedStudy,
  ListedTrial,
  PredictedFile,
  PredictedRow,
  Promoted,
  Trained,
} from './model/index.js';
export type { DriftFinding, MonitorReport, Retrained } from './monitor/index.js';
export type { Serving } from './serve/index.js';
export { MillwrightError, type ErrorCode } from './core/index.js';
