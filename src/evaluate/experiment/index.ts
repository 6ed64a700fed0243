export { analyseExperiment } from './analyse.js';
export { adjustBefore, type Adjusted, type TrialRows } from './before.js';
export type { Contrast, Look } from './contrast.js';
export type { ArmContrast, Experiment, ExperimentInput, Fault, OutcomeFindings, OutcomeRows, Verdict } from './experiment.js';
export { planTrial, type TrialPlan, type TrialSize, type TrialWish } from './plan.js';
export { powerOf, rowsToFind, smallestEffect, type ArmRows, type Certainty, type Measured } from './sample-size.js';
export { sampleRatio, type SampleRatio } from './sample-ratio.js';
export { alwaysP, alwaysReach, rowsToFindAlways, type Sequence } from './sequential.js';
