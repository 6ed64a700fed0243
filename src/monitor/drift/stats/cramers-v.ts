import { chiSquare } from './chi-square.js';

/**
 * Cramér's V of two rows of counts: √(χ² / N), 0 (the same shares) to 1 (nothing in common). `corrected` takes out what chance alone adds
 * (W. Bergsma, J. Korean Stat. Soc. 42, 2013). V of a table falls when the sides differ in size: {@link balancedV} does not.
 */
export function cramersV(a: ArrayLike<number>, b: ArrayLike<number>, options: { readonly corrected?: boolean } = {}): number {
  const { statistic, df } = chiSquare(a, b);
  let rows = 0;
  for (let k = 0; k < a.length; k++) rows += a[k] + b[k];
  if (!options.corrected) return Math.sqrt(statistic / rows);
  const phi = Math.max(0, statistic / rows - df / (rows - 1));
  const [columns, sides] = [df + 1 - df ** 2 / (rows - 1), 2 - 1 / (rows - 1)];
  return Math.sqrt(phi / Math.min(columns - 1, sides - 1));
}

/**
 * Cramér's V that the table would have if both sides had the same size: √(½ Σ (a − e)² / (a + e)) over shares. The same change has the same figure
 * however many rows the window has. `NaN` when either side is empty.
 *
 * ```ts
 * balancedV([50, 50], [800, 200]) // as cramersV([500, 500], [800, 200]) = 0.3145…
 * ```
 */
export function balancedV(reference: ArrayLike<number>, window: ArrayLike<number>): number {
  let [m, n] = [0, 0];
  for (let k = 0; k < reference.length; k++) {
    m += reference[k];
    n += window[k];
  }
  if (m === 0 || n === 0) return NaN;
  let sum = 0;
  for (let k = 0; k < reference.length; k++) {
    const [e, a] = [reference[k] / m, window[k] / n];
    if (a + e > 0) sum += (a - e) ** 2 / (a + e);
  }
  return Math.sqrt(sum / 2);
}
