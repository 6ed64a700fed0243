/**
 * What both solvers minimise over one coefficient β per row: ½ Σ βᵢ βⱼ K(i, j) + ½ Σ ridgeᵢ βᵢ² − Σ βᵢ targetᵢ + ε Σ |βᵢ|, with every
 * |β| at most its bound. Classification has targets ±1, ε = 0, and β of the target's sign; regression has any target and both signs.
 * `rows` are the rows that take part, as numbers of the whole training set; the other arrays have an entry for each of these.
 */
export interface DualProblem extends Prices {
  readonly rows: Int32Array;
  readonly target: Float64Array;
  readonly epsilon: number;
  readonly isRegression: boolean;
}

/** What rows beyond their margin cost, as the dual has it. */
export interface Prices {
  /** Largest |β|: the cost for the hinge loss, ∞ for the squared one. */
  readonly most: Float64Array;
  /** Added to K(i, i): 0 for the hinge loss, 1 / (2 × cost) for the squared one. */
  readonly ridge: Float64Array;
}

/** How the price of a row grows beyond its margin: with the distance, or with its square. */
export type Loss = 'hinge' | 'squaredHinge';

/** The prices of rows of these costs. */
export const pricesOf = (loss: Loss, cost: Float64Array): Prices =>
  loss === 'hinge'
    ? { most: cost, ridge: new Float64Array(cost.length) }
    : { most: new Float64Array(cost.length).fill(Infinity), ridge: cost.map((c) => 1 / (2 * c)) };

/** Least β of entry i. */
export const lowOf = ({ isRegression, target, most }: DualProblem, i: number): number => (isRegression || target[i] < 0 ? -most[i] : 0);

/** Largest β of entry i. */
export const highOf = ({ isRegression, target, most }: DualProblem, i: number): number => (isRegression || target[i] > 0 ? most[i] : 0);
