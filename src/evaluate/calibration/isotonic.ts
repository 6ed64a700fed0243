import { mwError } from '../../core/index.js';
import { rankAscending } from '../metrics/index.js';

/** A non-decreasing function of scores: `values[i]` at `knots[i]` (ascending), straight lines between, level beyond the ends. */
export interface IsotonicFit {
  readonly knots: Float64Array;
  readonly values: Float64Array;
}

/**
 * The non-decreasing function of scores that is nearest to `y` in weighted squares, by pooling adjacent violators (Ayer et al., 1955;
 * Barlow et al., 1972); for 0 and 1 it also has the lowest log-loss. Rows of equal score share one value. Equal to scikit-learn's
 * `IsotonicRegression`. As a calibration it bends as it must, where Platt's is one line: it needs some thousand rows not to follow noise
 * (Niculescu-Mizil & Caruana, ICML 2005), it makes ties, and contributions no longer add up. O(n log n).
 *
 * Scores are finite numbers of any scale, weights above 0. Throws `MW_EVALUATE_LENGTH`, `MW_EVALUATE_NOT_FINITE`.
 *
 * ```ts
 * import { fitIsotonic, isotonicAt } from 'millwright/evaluate';
 *
 * const fit = fitIsotonic(Float64Array.of(0.1, 0.4, 0.6, 0.9), Float64Array.of(0, 1, 0, 1));
 * isotonicAt(fit, 0.5); // 0.5
 * ```
 */
export function fitIsotonic(scores: Float64Array, y: Float64Array, weights?: Float64Array): IsotonicFit {
  check(scores, y, weights);
  const { order, starts } = rankAscending(scores);
  const blocks = pool(order, starts, y, weights);
  const [knots, values]: [number[], number[]] = [[], []];
  for (const { from, to, mean } of blocks) {
    knots.push(scores[order[starts[from]]]);
    values.push(mean);
    if (to - from === 1) continue;
    knots.push(scores[order[starts[to - 1]]]);
    values.push(mean);
  }
  return { knots: Float64Array.from(knots), values: Float64Array.from(values) };
}

/** The fitted value at a score; `NaN` of a fit to no rows. O(log n). */
export function isotonicAt({ knots, values }: { readonly [K in keyof IsotonicFit]: ArrayLike<number> }, score: number): number {
  let [low, high] = [0, knots.length - 1];
  if (high < 0) return NaN;
  if (!(score > knots[0])) return values[0];
  if (score >= knots[high]) return values[high];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (knots[middle] <= score) low = middle;
    else high = middle;
  }
  return values[low] + (values[high] - values[low]) * ((score - knots[low]) / (knots[high] - knots[low]));
}

/** Runs of equal scores from `from` to `to` that share one value. */
interface Pool {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly mean: number;
}

function pool(order: Int32Array, starts: Int32Array, y: Float64Array, weights: Float64Array | undefined): readonly Pool[] {
  const pools: Pool[] = [];
  for (let run = 0; run + 1 < starts.length; run++) {
    let last: Pool = { from: run, to: run + 1, ...meanOfRun(order.subarray(starts[run], starts[run + 1]), y, weights) };
    for (let before = pools.at(-1); before !== undefined && before.mean >= last.mean; before = pools.at(-1)) {
      pools.pop();
      const weight = before.weight + last.weight;
      last = { from: before.from, to: last.to, weight, mean: before.mean + (last.mean - before.mean) * (last.weight / weight) };
    }
    pools.push(last);
  }
  return pools;
}

function meanOfRun(rows: Int32Array, y: Float64Array, weights: Float64Array | undefined): { weight: number; mean: number } {
  let [weight, mean] = [0, 0];
  for (const row of rows) {
    const w = weights?.[row] ?? 1;
    weight += w;
    mean += (y[row] - mean) * (w / weight);
  }
  return { weight, mean };
}

function check(scores: Float64Array, y: Float64Array, weights: Float64Array | undefined): void {
  if (y.length !== scores.length) throw mwError('MW_EVALUATE_LENGTH', { what: 'scores', got: scores.length, due: y.length });
  if (weights && weights.length !== y.length) throw mwError('MW_EVALUATE_LENGTH', { what: 'weights', got: weights.length, due: y.length });
  const odd = scores.findIndex((score) => !Number.isFinite(score));
  if (odd >= 0) throw mwError('MW_EVALUATE_NOT_FINITE', { what: 'score', row: odd, got: String(scores[odd]) });
}
