export { foldSplits, mostFolds } from './folds.js';
export { holdoutSplit } from './holdout.js';
export { nestedSplits, type NestedSplit } from './nested.js';
export type { Split, SplitRows, SplitRule } from './split.js';
