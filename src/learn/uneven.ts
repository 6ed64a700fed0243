/** Weights that differ from each other; equal ones say nothing and are none. */
export const uneven = (weights: Float64Array | undefined): Float64Array | undefined =>
  weights?.some((w) => w !== weights[0]) ? weights : undefined;
