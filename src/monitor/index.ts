export type { DriftFinding } from './drift/finding.js';
export type { Logged, LoggedPrediction, LogStats, Outcome, PredictionLog } from './log/prediction.js';
