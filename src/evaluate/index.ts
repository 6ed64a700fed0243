export { holding, LEVEL, normalCdf, normalQuantile, quantileOf, wilson, type Interval } from './interval.js';
export { metricIntervals, pairedInterval, type IntervalOptions } from './intervals.js';
export { gain, metricNamed, metrics, metricsOf, metricValue, selectionMetric, type Metric, type Weigh } from './metrics/index.js';
export { resamplesFor, type Resampling } from './resample.js';
export { calledClasses, scored, scoresOf, takeScored, weightsOf, type Scored } from './scored.js';
export { foldSplits, holdoutSplit, mostFolds, type Split, type SplitRows, type SplitRule } from './splits/index.js';
