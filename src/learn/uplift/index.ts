export type { RLearnerParams, TLearnerParams, XLearnerParams } from './params.js';
export { fitUplift } from './fit-uplift.js';
export type { ExpectedOutcomes, UpliftInput, UpliftMethod, UpliftModel, UpliftRun } from './uplift.js';
