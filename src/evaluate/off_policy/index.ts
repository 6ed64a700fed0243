export {
  evaluatePolicy,
  LEAST_REWARDS,
  type OffPolicyEvaluation,
  type OffPolicyFault,
  type OffPolicyMethod,
  type OffPolicyOptions,
} from './evaluate-policy.js';
export { meanRewards, type ActionChances, type LoggedActions } from './reward-model.js';
export { checkSupport, type Examination, type LoggedRows, type ModelledRewards } from './rows.js';
export { skewedInterval } from './skewed-mean.js';
export { importanceWeights, type ImportanceWeights } from './weights.js';
