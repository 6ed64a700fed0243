export type { Want } from '../aim.js';
export {
  counterfactualsOfFile,
  counterfactualsOfRows,
  counterfactualsOfValues,
  type Counterfactual,
  type CounterfactualRow,
  type Counterfactuals,
} from './counterfactuals.js';
export type { CounterfactualOptions } from './searcher.js';
export type { Change as ColumnChange } from './words.js';
