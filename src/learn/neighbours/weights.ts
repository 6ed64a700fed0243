/** The smallest weight, relative to the largest: a vote of such rows alone still has a total. */
const LEAST_WEIGHT = 1e-100;

/** Weights of the given rows, relative to the largest of all; 1 each where there are none. */
export function relativeWeights(weights: Float64Array | undefined, rows: Int32Array): Float64Array {
  const largest = weights === undefined ? 1 : weights.reduce((most, weight) => Math.max(most, weight), 0);
  return Float64Array.from(rows, (i) => (weights === undefined ? 1 : Math.max(LEAST_WEIGHT, weights[i] / largest)));
}

/** Whether {@link relativeWeights} can give it. */
export const isRelativeWeight = (weight: number): boolean => weight >= LEAST_WEIGHT && weight <= 1;
