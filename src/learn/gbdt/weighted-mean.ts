/** Σ weight · term(row) / Σ weight over `rows` rows, summed in order; 0 when there are none. */
export function weightedMean(rows: number, weights: Float64Array | undefined, term: (row: number) => number): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    sum += weight * term(row);
    total += weight;
  }
  return total > 0 ? sum / total : 0;
}
