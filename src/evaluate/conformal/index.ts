export {
  LEAST_SEGMENT_ROWS,
  rowsBySegment,
  segmentThresholds,
  thresholdsOf,
  type ThresholdOptions,
  type Thresholds,
} from './by-segment.js';
export { coverageOf, type Coverage, type CoveredRows } from './coverage.js';
export { intervalScores, intervalsAt, type Bounds, type IntervalBase } from './intervals.js';
export { checkLevel, conformalQuantile, conformalRank, leastConformalRows } from './quantile.js';
export { bothLabels, labelScores, SET_PENALTY, setScores, setsAt, type SetMethod, type SetOptions, type SetPenalty } from './sets.js';
