export {
  amountsIn,
  amountsOfColumns,
  amountsOfKept,
  countFaults,
  isKept,
  keptAmounts,
  reasonIn,
  REASONS,
  type KeptAmounts,
  type RowAmounts,
} from './amounts.js';
export {
  amountNodes,
  declaredOf,
  declaredTreatment,
  refuseProtectedAmounts,
  type AmountOf,
  type Declared,
  type LimitOptions,
  type Payoff,
  type TreatPayoff,
} from './declared.js';
export {
  decideAlone,
  decidedBy,
  decider,
  decideTogether,
  hasRowAmounts,
  isPlain,
  ruleOf,
  surplusOf,
  type Decided,
  type Decision,
} from './decision.js';
export { perMonth, rowsPer, type Period } from './period.js';
