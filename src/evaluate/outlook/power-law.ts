/** Exponents that are tried: what learners of tables show, from hardly any gain per row to the 1 ⁄ n of a model that is right. */
const EXPONENTS = Array.from({ length: 20 }, (_, i) => (i + 1) / 10);

/**
 * The power law a + b·n^−c of least squares through points, as a function of n: c from 0.1 to 2 by tenths, a and b by linear regression on n^−c.
 *
 * ```ts
 * fitPowerLaw([100, 200, 400], [1 + 1 / 10, 1 + 1 / Math.sqrt(200), 1 + 1 / 20])(800) // 1 + 1 / √800
 * ```
 */
export function fitPowerLaw(rows: readonly number[], values: readonly number[]): (rows: number) => number {
  const scale = rows[rows.length - 1];
  const fits = EXPONENTS.map((c) =>
    lineThrough(
      rows.map((n) => (n / scale) ** -c),
      values,
      c,
    ),
  );
  const { slope, at, c } = fits.reduce((best, fit) => (fit.squares < best.squares ? fit : best));
  return (n) => at + slope * (n / scale) ** -c;
}

function lineThrough(x: readonly number[], y: readonly number[], c: number): { slope: number; at: number; c: number; squares: number } {
  const [mx, my] = [meanOf(x), meanOf(y)];
  const slope = x.reduce((sum, v, i) => sum + (v - mx) * (y[i] - my), 0) / x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
  const at = my - slope * mx;
  return { slope, at, c, squares: x.reduce((sum, v, i) => sum + (y[i] - at - slope * v) ** 2, 0) };
}

/** The mean of some numbers. */
export const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
