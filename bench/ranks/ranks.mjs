// Ranks of sides by a score: 1 is the best. Scores that agree to six digits are of the same trees but for rounding: they share their mean rank.
const DIGITS = 6;
const LOWER_IS_BETTER = new Set(['log_loss', 'rmse']);

/** The rank of each side of `{ SIDE: score }`. */
export function ranksOf(scores, metric) {
  const sign = LOWER_IS_BETTER.has(metric) ? 1 : -1;
  const told = Object.entries(scores).map(([side, score]) => [side, Number(score.toPrecision(DIGITS))]);
  const values = told.map(([, value]) => value);
  const rank = (value) => values.reduce((sum, other) => sum + (sign * other < sign * value ? 1 : other === value ? 0.5 : 0), 0.5);
  return Object.fromEntries(told.map(([side, value]) => [side, rank(value)]));
}

/** The mean of each side over records `{ SIDE: figure }`. */
export function meanRanks(records) {
  const mean = (side) => records.reduce((sum, record) => sum + record[side], 0) / records.length;
  return Object.fromEntries(Object.keys(records[0]).map((side) => [side, Math.round(1000 * mean(side)) / 1000]));
}
