import { mwError } from '../../core/index.js';
import { rankAscending } from '../metrics/index.js';

/** What a product such as 10 · 0.9 may be off by before it is rounded up. */
const ROUNDING = 1e-9;

/**
 * Which of n scores, counted from the smallest (1), is the conformal quantile: ⌈(n + 1) · level⌉. More than n means that n rows cannot promise
 * that level. Throws `MW_EVALUATE_COVERAGE_LEVEL` unless the level lies between 0 and 1.
 *
 * ```ts
 * conformalRank(99, 0.9) // 90
 * ```
 */
export function conformalRank(rows: number, level: number): number {
  checkLevel(level);
  return Math.ceil((rows + 1) * level - ROUNDING);
}

/** Fewest rows that can promise a level: level / (1 − level), rounded up. Nine for 90%. */
export function leastConformalRows(level: number): number {
  checkLevel(level);
  return Math.ceil(level / (1 - level) - ROUNDING);
}

/** Throws `MW_EVALUATE_COVERAGE_LEVEL` unless the level is a share between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw mwError('MW_EVALUATE_COVERAGE_LEVEL', { got: String(level) });
}

/**
 * The score below or at which a new row's score lies with a chance of at least `level`, when it and these rows come in any order alike: the
 * ⌈(n + 1) · level⌉-th smallest (Vovk, Gammerman & Shafer, 2005; Lei et al., JASA 2018). Of scores without ties the chance is below
 * level + 1 / (n + 1) too; ties only add to it. `Infinity` when there are too few rows.
 *
 * With weights the new row is taken to weigh as much as the heaviest of these, the least favourable case (Tibshirani et al., NeurIPS 2019); equal
 * weights give the formula above. Scores are finite or infinite numbers; `NaN` throws `MW_EVALUATE_NOT_FINITE`. O(n log n).
 *
 * ```ts
 * conformalQuantile(Float64Array.of(3, 1, 2, 5, 4, 7, 6, 9, 8), 0.9) // 9
 * ```
 */
export function conformalQuantile(scores: Float64Array, level: number, weights?: Float64Array): number {
  const odd = scores.findIndex(Number.isNaN);
  if (odd >= 0) throw mwError('MW_EVALUATE_NOT_FINITE', { what: 'score', row: odd, got: 'NaN' });
  const rank = conformalRank(scores.length, level);
  if (weights !== undefined && weights.some((w) => w !== weights[0])) return weightedQuantile(scores, level, weights);
  return rank > scores.length ? Infinity : scores.toSorted()[rank - 1];
}

function weightedQuantile(scores: Float64Array, level: number, weights: Float64Array): number {
  if (weights.length !== scores.length) throw mwError('MW_EVALUATE_LENGTH', { what: 'weights', got: weights.length, due: scores.length });
  const [total, heaviest] = weights.reduce(([sum, most], w) => [sum + w, Math.max(most, w)], [0, 0]);
  const due = level * (total + heaviest) - ROUNDING * total;
  let below = 0;
  for (const row of rankAscending(scores).order) {
    below += weights[row];
    if (below >= due) return scores[row];
  }
  return Infinity;
}
