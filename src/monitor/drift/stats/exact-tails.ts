import { logGamma } from '../../../core/index.js';

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/**
 * Two-sided p-value (twice the smaller tail, at most 1) of `hits` marked rows among `drawn`, when `marked` of `rows` are marked and the draw is
 * without replacement: Fisher's exact test of a 2 × 2 table.
 */
export function drawnTail(hits: number, drawn: number, marked: number, rows: number): number {
  const [least, most] = [Math.max(0, drawn + marked - rows), Math.min(drawn, marked)];
  if (least === most) return 1;
  const probability = (k: number): number => Math.exp(logChoose(marked, k) + logChoose(rows - marked, drawn - k) - logChoose(rows, drawn));
  const expected = (drawn * marked) / rows;
  return hits >= expected
    ? Math.min(1, 2 * runningSum(hits, most, 1, probability))
    : Math.min(1, 2 * runningSum(hits, least, -1, probability));
}

/** P(X ≥ hits) of a binomial variable. */
export function binomialTail(hits: number, trials: number, chance: number): number {
  if (hits <= 0) return 1;
  if (hits > trials) return 0;
  const probability = (k: number): number => Math.exp(logChoose(trials, k) + k * Math.log(chance) + (trials - k) * Math.log1p(-chance));
  if (hits > trials * chance) return Math.min(1, runningSum(hits, trials, 1, probability));
  return Math.max(0, 1 - runningSum(hits - 1, 0, -1, probability));
}

/** Σ of terms that fall from the first one on, until they no longer count. */
function runningSum(from: number, to: number, step: 1 | -1, term: (k: number) => number): number {
  let sum = 0;
  for (let k = from; step > 0 ? k <= to : k >= to; k += step) {
    const next = term(k);
    sum += next;
    if (next < sum * 1e-14) break;
  }
  return sum;
}
