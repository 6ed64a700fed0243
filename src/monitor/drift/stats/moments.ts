/** The mean; `NaN` of no values. */
export const meanOf = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The variance about a known mean, over n − 1. */
export const varianceOf = (values: Float64Array, about: number): number =>
  values.reduce((sum, v) => sum + (v - about) ** 2, 0) / (values.length - 1);
