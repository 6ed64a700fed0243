export { fitUplift } from './fit-uplift.js';
export type { ExpectedOutcomes, UpliftInput, UpliftMethod, UpliftModel, UpliftRun } from './uplift.js';
