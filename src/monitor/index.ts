export type { DriftFinding } from './drift/finding.js';
export type { Logged, LoggedPrediction, LogStats, PredictionLog, Refusal } from './log/prediction.js';
export { uuidv7, type RandomFill } from './log/uuidv7.js';
export type { Outcome, OutcomeById, OutcomeByKey } from './outcomes/outcome.js';
