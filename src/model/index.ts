import type { Model } from './define.js';
import type { RecommenderModel } from './recommend/index.js';

/** What a file of `models/` defines. */
export type AnyModel = Model | RecommenderModel;
export { checkData, type Checked } from './check.js';
export type { ModelContent } from './content.js';
export {
  labelsIn,
  servedFeatures,
  servedParts,
  type CoverageMethod,
  type CoverageOf,
  type CoverageOptions,
  type CoverageRule,
  type JudgedCoverage,
  type Promised,
  type SegmentCoverage,
  type SegmentRule,
  type ServedCoverage,
} from './coverage/index.js';
export type { FoundUplift, SegmentOptions } from './found/index.js';
export {
  amountsOfColumns,
  decideAlone,
  decider,
  hasRowAmounts,
  type AmountOf,
  type Decided,
  type Decision,
  type LimitOptions,
  type Payoff,
  type TreatPayoff,
  type RowAmounts,
} from './decide/index.js';
export { model, type GateOptions, type Model, type ModelOptions } from './define.js';
export { holdoutOf, outputsIn, type Holdout } from './holdout.js';
export type { Warning } from './probes/index.js';
export type { AnyRecord, FeatureImportance, Lineage, ModelRecord, Watch } from './record.js';
export { reportHtml, writeReport, type WrittenReport } from './report/report.js';
export { diffHtml, writeDiff } from './report/diff-page.js';
export { diffStory } from './report/diff-story.js';
export type { DiffStory, StoryTable } from './report/story-parts.js';
export { fitErrors, openErrors, withPrediction, type ErrorModel, type ErrorRows } from './errors/index.js';
export type { RunOptions } from './run.js';
export type { LeaderboardEntry } from './train/compare.js';
export type { TrainOptions } from './train/settings.js';
export type { CalibrationFor } from './calibration.js';
export type { ModelLimits } from './tune/limits.js';
export type { FeatureRanges, NumberRange, RangeFor, SpaceFor, TuneOptions, TuneRules } from './tune/options.js';
export type { TuningOptions } from './tune/tuning.js';
export type { StudySummary } from './tune/summary.js';
export { train } from './train/train.js';
export type { Treatment } from './treatment.js';
export type { Trained } from './train/trained.js';
export {
  anchorsOfFile,
  anchorsOfRows,
  anchorsOfValues,
  type AnchorFileOptions,
  type AnchorOptions,
  type AnchorRow,
  type Anchors,
} from './use/anchor/index.js';
export { countLabelled } from './use/count-labelled.js';
export {
  counterfactualsOfFile,
  counterfactualsOfRows,
  counterfactualsOfValues,
  type ColumnChange,
  type Counterfactual,
  type CounterfactualOptions,
  type CounterfactualRow,
  type Counterfactuals,
  type Want,
} from './use/counterfactual/index.js';
export type { Change } from './use/diff/changes.js';
export { diffAny, type AnyDiff } from './use/diff/any.js';
export { diffVersions, type ComparedOn, type Diff } from './use/diff/diff.js';
export type { AnswerChanges, Move, PartMoves, ValueChanges } from './use/diff/answer-changes.js';
export type { Footprint } from './use/diff/footprint.js';
export type { ImportanceChange } from './use/diff/importance-changes.js';
export type { MetricChange } from './use/diff/metric-changes.js';
export type { MoneyChange } from './use/diff/money-change.js';
export type { SliceChange } from './use/diff/slice-changes.js';
export { evidenceFrom, evidenceOf, type Evidence } from './use/evidence.js';
export type { DecidedFile } from './use/decide-file.js';
export { evaluateVersion, type EarnedMoney, type Evaluated } from './use/evaluate-file.js';
export { explainFile, explainRow, explainRows, type Explained, type ExplainOptions } from './use/explain.js';
export { explainMatrix, matrixExplainer, type ExplainedFeature, type ExplainedRow } from './use/explain-matrix.js';
export type { AnswerHead } from './use/answer-head.js';
export { objectives, type Objective } from './tune/objectives.js';
export type { ExplainedPair, PairImportance } from './use/interactions.js';
export type { Against, FeatureDifference } from './use/against.js';
export { engineOptions } from './engine-options.js';
export { deleteVersion, listModels, listRuns, type ListedModel, type ListedRun } from './use/lists.js';
export { listTrials, type ListedStudy, type ListedTrial } from './use/trials.js';
export type { JudgedTargeting, JudgedUplift } from './use/judge-uplift.js';
export { answerColumns } from './use/answer.js';
export { openAnyModel, openModel, withTarget, type OpenModel, type RegisteredModel } from './use/open-model.js';
export { featureWordsOf, outcomeOf } from './use/outcome.js';
export { predictFile, type PredictedFile } from './use/predict-file.js';
export { predictRows, type PredictedRow, type PredictedRows } from './use/predict-rows.js';
export { promoteVersion, rollbackAlias, type Promoted, type PromoteOptions } from './use/promote.js';
export { featuresSource } from './use/source.js';
export { writeWhole } from './use/write-whole.js';
export { writeEncoded, type EncodedFileOptions } from './use/write-encoded.js';
export { parseRef, refPatterns, type ModelRef } from './registry/index.js';
export { lastTick, parseCron, type Cron } from './watch/cron.js';
export { figureDocs, isFigure, type FigureColumns, type FigureName, type Figures } from './watch/figures.js';
export type { Channel, ConsoleChannel, EmailChannel, MonitorOptions, MonitorRules, RetrainRules, WebhookChannel } from './watch/options.js';
export {
  decidingMetrics,
  diffRecommenders,
  evaluateRecommenderFile,
  openInside,
  openRecommender,
  RECOMMEND,
  recommender,
  recommendFile,
  reportedSince,
  reportItemRows,
  reportItems,
  reportItemsFile,
  SERVED_EVENTS,
  takesOf,
  trainRecommender,
  withdrawItems,
  type EvaluatedRecommender,
  type ItemOptions,
  type ItemReport,
  type LateEvents,
  type Opened,
  type OpenRecommender,
  type OwnEvents,
  type Recommendation,
  type Recommended,
  type RecommendedFile,
  type FoundMoney,
  type ItemExposure,
  type ListChanges,
  type ListExposure,
  type RecommenderDiff,
  type RecommenderModel,
  type RecommenderNews,
  type RecommenderOptions,
  type RecommendReason,
  type RecommendRecord,
  type RecommendTrainOptions,
  type RecommendWish,
  type RefusedItem,
  type RegisteredRecommender,
  type ReportedItems,
  type ReportedItemsFile,
  type Taken,
  type TrainedRecommender,
} from './recommend/index.js';
export { openWorkspace, type Workspace } from './workspace.js';
export {
  openSketch,
  outcomesOf,
  sampledRows,
  sketchAnswers,
  sketchLevels,
  sketchNumbers,
  sketchOfVersion,
  sketchTexts,
  SKETCH_LIMITS,
  unlessFree,
  valuesEach,
  type ColumnSketch,
  type LevelSketch,
  type NamedSketch,
  type NumberSketch,
  type OutcomeSketch,
  type ReferenceSketch,
  type SkippedSketch,
} from './sketch/index.js';
