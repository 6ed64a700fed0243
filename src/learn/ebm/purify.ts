const MOST_SWEEPS = 100;
const ENOUGH = 1e-9;

/**
 * Takes the part that depends on one column alone out of a pair's table and adds it to `first` and `second` (one entry per row and per
 * column of the table), so that the table's weighted mean along either column is zero: what is left is what only both together say
 * (Lengerich et al., "Purifying interaction effects with the functional ANOVA", AISTATS 2020). The sum of the three is unchanged.
 */
export function purify(table: Float64Array, weights: Float64Array, first: Float64Array, second: Float64Array): void {
  const [n, m] = [first.length, second.length];
  const scale = table.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const moved = Math.max(takeMeans(table, weights, first, n, m, m, 1), takeMeans(table, weights, second, m, n, 1, m));
    if (moved <= ENOUGH * scale) return;
  }
}

/** Moves the mean of each of `n` lines of `m` bins to `out`; gives the largest. */
function takeMeans(
  table: Float64Array,
  weights: Float64Array,
  out: Float64Array,
  n: number,
  m: number,
  stepI: number,
  stepJ: number,
): number {
  let most = 0;
  for (let i = 0; i < n; i++) {
    let [sum, weight] = [0, 0];
    for (let j = 0, at = i * stepI; j < m; j++, at += stepJ) {
      sum += weights[at] * table[at];
      weight += weights[at];
    }
    if (weight === 0 || sum === 0) continue;
    const mean = sum / weight;
    for (let j = 0, at = i * stepI; j < m; j++, at += stepJ) table[at] -= mean;
    out[i] += mean;
    most = Math.max(most, Math.abs(mean));
  }
  return most;
}
