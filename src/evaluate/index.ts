export {
  calibratedContributions,
  calibratedMargins,
  calibrationSummary,
  decomposeBrier,
  fitCalibration,
  fitIsotonic,
  identityCalibration,
  isotonicAt,
  marginLoss,
  reliability,
  type AffineCalibration,
  type BrierParts,
  type CalibrationRows,
  type CalibrationSummary,
  type IsotonicFit,
  type ReliabilityBin,
} from './calibration/index.js';
export {
  accumulatedCharts,
  calibrationChart,
  confusionChart,
  dependenceCharts,
  errorsChart,
  gainChart,
  groupWords,
  importanceChart,
  leaderboardChart,
  liftChart,
  oddnessChart,
  pairChart,
  payoffChart,
  policiesChart,
  precisionRecallChart,
  residualsChart,
  rocChart,
  scoresChart,
  segmentsChart,
  termsChart,
  type ReadNumber,
  type Svg,
} from './charts/index.js';
export { confusionTable, type ConfusionTable } from './confusion.js';
export { histogram, rankingCurve, residualsOf, type Histogram, type RankingPoint, type Residuals } from './curves/index.js';
export {
  changeableLevel,
  changeableNumber,
  changesOf,
  searchCounterfactuals,
  type Changeable,
  type CounterfactualSearch,
  type CounterfactualsFound,
} from './counterfactual/index.js';
export { evaluate, type EvaluateInput } from './evaluate.js';
export type { Evaluation } from './evaluation.js';
export {
  accumulatedEffects,
  centredRows,
  columnTerms,
  globalImportance,
  partialDependence,
  permutationImportance,
  reasonsOf,
  reasonText,
  reasonWords,
  shapleyValues,
  strongestPair,
  type AccumulatedEffects,
  type AccumulatedPoint,
  type Dependence,
  type DependenceInput,
  type DependencePoint,
  type FeatureWords,
  type GridValue,
  type Importance,
  type Outcome,
  type PairTable,
  type PermutationImportance,
  type PermutationInput,
  type Reason,
  type ReasonCode,
  type ReasonParams,
  type ReasonsInput,
  type ReasonTemplate,
  type ReasonValue,
  type ReasonWords,
  type Term,
} from './explain/index.js';
export { holding, LEVEL, normalCdf, normalQuantile, quantileOf, wilson, type Interval } from './interval.js';
export { metricIntervals, pairedInterval, spreadOf, type IntervalOptions } from './intervals.js';
export { crossValidate, overFolds, type Candidate, type CrossValidation, type Leaderboard, type LeaderboardEntry } from './leaderboard.js';
export { gain, metricNamed, metrics, metricsOf, metricValue, selectionMetric, type Metric, type Weigh } from './metrics/index.js';
export {
  ABOVE_ALL,
  bestThreshold,
  breakEven,
  chooseThreshold,
  evaluateMoney,
  expectedWorth,
  meanIntervals,
  valueAt,
  worthOfActing,
  type Amount,
  type Forecasts,
  type Money,
  type MoneyInput,
  type Payoff,
  type PayoffPoint,
  type Policy,
  type ThresholdChoice,
} from './money/index.js';
export { resamplesFor, unitsOfGroups, type Resampling } from './resample.js';
export { calledClasses, forecastsOf, scored, scoresOf, takeScored, weightsOf, type Scored } from './scored.js';
export { evaluateSlices, holm, type SliceEvaluation, type SliceMask, type SliceOptions, type SmallSlice } from './slices.js';
export { foldSplits, holdoutSplit, mostFolds, type Split, type SplitRows, type SplitRule } from './splits/index.js';
export { surrogateOf, type Condition, type Surrogate, type SurrogateInput } from './surrogate/index.js';
export {
  adjustedRand,
  figureNamed,
  figuresOf,
  meanInterval,
  measureNamed,
  measuresOf,
  silhouettes,
  type FigureHead,
  type Measure,
} from './unlabelled/index.js';
