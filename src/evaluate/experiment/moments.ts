/** What the rows of one arm say of an outcome. */
export interface Moments {
  readonly rows: number;
  readonly mean: number;
  /** Over rows − 1. */
  readonly variance: number;
  /** Third standardised moment; 0 where all rows are alike. */
  readonly skew: number;
}

/** Rows, mean, variance and skewness of numbers, in two passes. */
export function momentsOf(values: ArrayLike<number>): Moments {
  const rows = values.length;
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += values[i];
  const mean = sum / rows;
  let [second, third] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const off = values[i] - mean;
    second += off * off;
    third += off * off * off;
  }
  return { rows, mean, variance: second / (rows - 1), skew: second > 0 ? (Math.sqrt(rows) * third) / second ** 1.5 : 0 };
}
