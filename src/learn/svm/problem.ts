/**
 * What both solvers minimise over one coefficient β per row: ½ Σ βᵢ βⱼ K(i, j) − Σ βᵢ targetᵢ + ε Σ |βᵢ|, with every β within its bounds.
 * Classification has targets ±1, ε = 0, and β of the target's sign; regression has any target and both signs. `rows` are the rows that
 * take part, as numbers of the whole training set; the other arrays have an entry for each of these.
 */
export interface DualProblem {
  readonly rows: Int32Array;
  readonly target: Float64Array;
  /** Price of each row. */
  readonly cost: Float64Array;
  readonly epsilon: number;
  readonly isRegression: boolean;
}

/** Least β of entry i, where errors of either sign cost at most `most`. */
export const lowOf = ({ isRegression, target }: DualProblem, i: number, most: number): number =>
  isRegression || target[i] < 0 ? -most : 0;

/** Largest β of entry i. */
export const highOf = ({ isRegression, target }: DualProblem, i: number, most: number): number =>
  isRegression || target[i] > 0 ? most : 0;
