import { expectedWorth, LEVEL, normalQuantile, stakesOf, type Interval, type Payoff } from '../../evaluate/index.js';

/**
 * What deciding is expected to earn per row before outcomes come, if only the inputs changed: the mean worth of the decisions (`acts`, 1 is to act) under
 * honest chances of the positive class. `low` and `high` hold what as many rows with outcomes earn in 95 of 100 windows; `referenceError` is the
 * standard error of what was promised on the holdout. Null of no rows.
 */
export function expectedMoney(chances: Float64Array, acts: Uint8Array, payoff: Payoff, referenceError = 0): Interval | null {
  const rows = chances.length;
  if (rows === 0) return null;
  const worth = expectedWorth(payoff, chances).map((one, i) => (acts[i] === 1 ? one : 0));
  const value = worth.reduce((sum, one) => sum + one, 0) / rows;
  const stakes = stakesOf(payoff, rows);
  let squares = 0;
  for (let i = 0; i < rows; i++) squares += (worth[i] - value) ** 2 + (acts[i] === 1 ? stakes[i] ** 2 * chances[i] * (1 - chances[i]) : 0);
  const half = normalQuantile((1 + LEVEL) / 2) * Math.hypot(Math.sqrt(squares) / rows, referenceError);
  return { value, low: value - half, high: value + half };
}
