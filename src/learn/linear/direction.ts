/** Where a descent stands. */
export interface Position {
  readonly params: Float64Array;
  /** What the loss expects at these parameters, rows × outputs. */
  readonly means: Float64Array;
  /** Gradient without the lasso's part. */
  readonly gradient: Float64Array;
}

/** A way to go, and by how much the objective would fall along it if it were linear (negative; 0 at the optimum). */
export interface Step {
  readonly step: Float64Array;
  readonly slope: number;
}

/** Proposes the next step of a descent. */
export type Direction = (at: Position) => Promise<Step>;

/** Sum of the products of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** A step without lasso: its slope follows from the gradient. */
export const smoothStep = (step: Float64Array, gradient: Float64Array): Step => ({ step, slope: dot(step, gradient) });

/** Moves the intercepts of several outputs to the mean 0: a softmax does not see what they have in common. */
export function centreIntercepts(params: Float64Array, outputs: number): void {
  if (outputs === 1) return;
  let mean = 0;
  for (let k = 0; k < outputs; k++) mean += params[k] / outputs;
  for (let k = 0; k < outputs; k++) params[k] -= mean;
}
