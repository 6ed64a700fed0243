import type { Contrast } from './contrast.js';

/**
 * s′ C⁻¹ s by Cholesky's elimination in the given order, leaving out components of which the ones before leave a variance below `least`. The degrees of freedom
 * are the components that stay.
 */
export function quadraticForm(s: Float64Array, c: Float64Array, least: number): Contrast {
  const size = s.length;
  const [left, rows] = [c.slice(), s.slice()];
  let [statistic, df] = [0, 0];
  for (let k = 0; k < size; k++) {
    const pivot = left[k * size + k];
    if (!(pivot > least)) continue;
    statistic += (rows[k] * rows[k]) / pivot;
    df++;
    for (let i = k + 1; i < size; i++) {
      const factor = left[i * size + k] / pivot;
      rows[i] -= factor * rows[k];
      for (let j = k + 1; j < size; j++) left[i * size + j] -= factor * left[k * size + j];
    }
  }
  return { statistic, df };
}
