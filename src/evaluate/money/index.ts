export { evaluateMoney, type Money, type MoneyInput, type Policy } from './evaluate-money.js';
export { breakEven, expectedWorth, worthOfActing, type Amount, type Payoff } from './payoff.js';
export type { PayoffPoint } from './payoff-curve.js';
export { ABOVE_ALL, bestThreshold, chooseThreshold, meanIntervals, valueAt, type Forecasts, type ThresholdChoice } from './threshold.js';
