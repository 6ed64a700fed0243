export { accumulatedEffects, type AccumulatedEffects, type AccumulatedPoint } from './accumulated-effects.js';
export { globalImportance, type Importance } from './importance.js';
export {
  centredRows,
  partialDependence,
  type Dependence,
  type DependenceInput,
  type DependencePoint,
  type GridValue,
} from './partial-dependence.js';
export { permutationImportance, type PermutationImportance, type PermutationInput } from './permutation-importance.js';
export { reasonText, reasonWords, type ReasonCode, type ReasonParams, type ReasonTemplate, type ReasonWords } from './reason-code.js';
export { reasonsOf, type FeatureWords, type Outcome, type Reason, type ReasonsInput, type ReasonValue } from './reasons.js';
export { strongestPair, type PairGroup, type PairTable } from './strongest-pair.js';
export { columnTerms, type Term, type TermsInput } from './terms.js';
export { shapleyValues } from './shapley.js';
