export type { Difference } from './compare.js';
export { withCrossed } from './crossed.js';
export { fairnessFigures, fairnessOf, type Fairness, type GroupColumn, type GroupTreatment } from './fairness.js';
