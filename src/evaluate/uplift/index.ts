export type { UpliftPoint } from './curves.js';
export { compareUplift, type UpliftGain } from './compare-uplift.js';
export { evaluateUplift, upliftFigures, type UpliftEvaluation } from './evaluate-uplift.js';
export type { UpliftGroup } from './groups.js';
export type { UpliftRows } from './rows.js';
export { evaluateTargeting, type Targeting, type TargetingInput, type TargetingPolicy } from './targeting.js';
