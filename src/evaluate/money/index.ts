export { evaluateMoney, type Money, type MoneyInput, type Policy, type Without } from './evaluate-money.js';
export { chooseRule, withCut, type ChosenRule, type RuleSettings } from './choose-rule.js';
export { type Picked, type Room } from './cut.js';
export {
  AMOUNTS,
  breakEven,
  costsOf,
  expectedWorth,
  stakesOf,
  takePayoff,
  worthOfActing,
  type Amount,
  type AmountName,
  type Payoff,
} from './payoff.js';
export type { PayoffPoint } from './payoff-curve.js';
export type { Returns, Running } from './returns.js';
export { decideRows, scoreRows, type DecisionRule, type Limit, type PolicyName } from './rule.js';
export type { Sensitivity } from './sensitivity.js';
export { ABOVE_ALL, bestThreshold, chooseThreshold, meanIntervals, valueAt, type Forecasts, type ThresholdChoice } from './threshold.js';
