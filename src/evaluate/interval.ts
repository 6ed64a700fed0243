/** A measured figure and the ends of its interval: `low ≤ value ≤ high`, in the figure's own units. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The interval that reports use: 95 %. */
export const LEVEL = 0.95;

/** The same interval, its ends moved to hold the value and to stay within a range. */
export function holding({ value, low, high }: Interval, [least, most]: readonly [number, number] = [-Infinity, Infinity]): Interval {
  return { value, low: Math.min(value, Math.max(low, least)), high: Math.max(value, Math.min(high, most)) };
}

/**
 * The q-quantile of ascending numbers, interpolated linearly between neighbours (Hyndman & Fan's type 7); `NaN` of none.
 *
 * ```ts
 * quantileOf([1, 2, 4], 0.75) // 3
 * ```
 */
export function quantileOf(ascending: ArrayLike<number>, q: number): number {
  const at = q * (ascending.length - 1);
  const below = Math.floor(at);
  if (ascending.length === 0) return NaN;
  const [a, b] = [ascending[below], ascending[Math.min(below + 1, ascending.length - 1)]];
  return a + (at - below) * (b - a);
}

/**
 * Wilson's score interval of a share: sound for few rows and at 0 or 1, where the textbook interval has no width
 * (E. B. Wilson, JASA 1927). `rows` may be an effective number, not whole. No rows: value `NaN`, ends 0 and 1.
 *
 * ```ts
 * wilson(10, 10) // value 1, low 0.722…, high 1
 * ```
 */
export function wilson(hits: number, rows: number, level: number = LEVEL): Interval {
  if (rows <= 0) return { value: NaN, low: 0, high: 1 };
  const z = normalQuantile((1 + level) / 2);
  const share = hits / rows;
  const middle = (share + (z * z) / (2 * rows)) / (1 + (z * z) / rows);
  const half = (z / (1 + (z * z) / rows)) * Math.sqrt((share * (1 - share)) / rows + (z * z) / (4 * rows * rows));
  return holding({ value: share, low: middle - half, high: middle + half }, [0, 1]);
}

/** How many equally weighted rows would be as informative: (Σ w)² / Σ w² (Kish, 1965). */
export function effectiveRows(weights: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const w of weights) {
    sum += w;
    squares += w * w;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/**
 * The point below which a standard normal lies with probability p: to 1e-9 from p = 1e-6 on, to 1e-7 at 1e-9
 * (P. J. Acklam's rational approximation, refined by one step of Halley's method).
 */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (p > 0.5) return -normalQuantile(1 - p);
  const rough = p < 0.02425 ? tail(Math.sqrt(-2 * Math.log(p))) : centre(p - 0.5);
  const slack = (normalCdf(rough) - p) * Math.sqrt(2 * Math.PI) * Math.exp((rough * rough) / 2);
  return rough - slack / (1 + (rough * slack) / 2);
}

const poly = (x: number, ...coefficients: readonly number[]): number => coefficients.reduce((sum, c) => sum * x + c, 0);

function tail(q: number): number {
  const above = poly(
    q,
    -7.784894002430293e-3,
    -3.223964580411365e-1,
    -2.400758277161838,
    -2.549732539343734,
    4.374664141464968,
    2.938163982698783,
  );
  return above / poly(q, 7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1);
}

function centre(q: number): number {
  const r = q * q;
  const above = poly(r, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239);
  return (q * above) / poly(r, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1);
}

/**
 * Probability that a standard normal lies below x, to about 1e-14 absolute: Marsaglia's series within |x| < 6
 * (J. Stat. Software 11(4), 2004), the asymptotic tail beyond.
 */
export function normalCdf(x: number): number {
  if (Math.abs(x) > 6) {
    const far = (Math.exp((-x * x) / 2) / (Math.abs(x) * Math.sqrt(2 * Math.PI))) * (1 - 1 / (x * x) + 3 / x ** 4);
    return x < 0 ? far : 1 - far;
  }
  let [sum, term, before] = [x, x, 0];
  for (let i = 3; sum !== before; i += 2) {
    before = sum;
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046728);
}
