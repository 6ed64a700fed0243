export type { Logged, LoggedPrediction, LogStats, Outcome, PredictionLog } from './log/prediction.js';
