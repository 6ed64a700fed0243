export { isolationForest } from './isolation-forest.js';
export type { IsolationForestParams } from './params.js';
