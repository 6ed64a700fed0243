import { holding, normalQuantile, type Interval } from '../../evaluate/index.js';
import type { Placed } from './placed.js';

/** One stretch between two points, where the reference's distribution function stands still and the window's rises. */
interface Stretch {
  readonly width: number;
  /** Of the reference, and of the window at both ends. */
  readonly level: number;
  readonly from: number;
  readonly to: number;
  /** Area under the window's distribution function. */
  readonly under: number;
}

/**
 * The Wasserstein-1 distance of the window from the reference's sample, in the units of the values, with a 95% interval. It is the exact distance, but that
 * in a stretch where the two distribution functions cross, the window's values are taken as evenly spread.
 *
 * The interval is that of the delta method: the distance is an average over either sample of how much each value adds (S. Bobkov & M. Ledoux, Mem. AMS 261,
 * 2019, for the limit), so its variance is the sum of two variances of averages. It is honest away from 0; at 0 the test of the column decides.
 * `NaN` when either side is empty.
 */
export function placedWasserstein(placed: Placed): Interval {
  const { points, at, between, sums, squares, size, centre } = placed;
  const { values, counts } = points;
  const count = values.length;
  if (count === 0 || size === 0) return { value: NaN, low: NaN, high: NaN };
  const [window, reference] = [new Spread(), new Spread()];
  let [area, slope, r, w] = [0, 0, 0, 0];
  const below = { n: between[0], sum: sums[0] - between[0] * (values[0] - centre), squares: squares[0] };
  area -= below.sum / size;
  window.addLinear(below.n, 0, -1, below.sum, shifted(below.n, sums[0], squares[0], values[0] - centre));
  for (let k = 0; k < count; k++) {
    if (k > 0) {
      const width = values[k] - values[k - 1];
      const left = values[k - 1] - centre;
      const inside = sums[k] - between[k] * left;
      const under = (w * width + between[k] * width - inside) / size;
      const stretch = { width, level: r / points.size, from: w / size, to: (w + between[k]) / size, under };
      area += areaOf(stretch);
      const sign = Math.sign(under - stretch.level * width);
      window.addLinear(between[k], slope, -sign, inside, shifted(between[k], sums[k], squares[k], left));
      slope -= sign * width;
      w += between[k];
    } else w += between[0];
    reference.add(counts[k], counts[k] * slope, counts[k] * slope * slope);
    window.add(at[k], at[k] * slope, at[k] * slope * slope);
    r += counts[k];
    w += at[k];
  }
  const last = values[count - 1] - centre;
  const beyond = sums[count] - between[count] * last;
  area += beyond / size;
  window.addLinear(between[count], slope, 1, beyond, shifted(between[count], sums[count], squares[count], last));
  const half = normalQuantile(0.975) * Math.sqrt(window.variance / window.n + reference.variance / reference.n);
  return holding({ value: area, low: area - half, high: area + half }, [0, Infinity]);
}

/** Σ (v − from)² of n values of which Σ v and Σ v² are known. */
const shifted = (n: number, sum: number, squares: number, from: number): number => Math.max(0, squares - 2 * from * sum + n * from * from);

function areaOf({ width, level, from, to, under }: Stretch): number {
  if (level <= from || level >= to) return Math.abs(under - level * width);
  return (width * ((level - from) ** 2 + (to - level) ** 2)) / (2 * (to - from));
}

/** Running mean and variance. */
class Spread {
  n = 0;
  sum = 0;
  squares = 0;

  add(n: number, sum: number, squares: number): void {
    this.n += n;
    this.sum += sum;
    this.squares += squares;
  }

  /** Values `start + factor · d`, of which n, Σ d and Σ d² are known. */
  addLinear(n: number, start: number, factor: number, sum: number, squares: number): void {
    this.add(n, n * start + factor * sum, n * start * start + 2 * start * factor * sum + factor * factor * squares);
  }

  get variance(): number {
    return Math.max(0, this.squares / this.n - (this.sum / this.n) ** 2);
  }
}
