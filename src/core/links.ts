/**
 * Probability of log-odds: 1 / (1 + e^−margin), without overflow at either end.
 *
 * ```ts
 * sigmoid(0) // 0.5
 * ```
 */
export function sigmoid(margin: number): number {
  if (margin >= 0) return 1 / (1 + Math.exp(-margin));
  const odds = Math.exp(margin);
  return odds / (1 + odds);
}

/** Log-odds of a probability: ln(p / (1 − p)); −∞ at 0 and +∞ at 1. */
export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** A probability that has log-odds: 0 and 1, to which probabilities round, become the least bit more and less. */
export const neverSure = (probability: number): number => Math.min(1 - 2 ** -52, Math.max(2 ** -52, probability));

/** ln(1 + e^x) without overflow: the log-loss of a binary margin is `softplus(margin) − y · margin`. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** ln of the sum of e^margin over `count` margins from `at`, without overflow. */
export function logSumExp(margins: ArrayLike<number>, at: number, count: number): number {
  let top = -Infinity;
  for (let k = 0; k < count; k++) top = Math.max(top, margins[at + k]);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += Math.exp(margins[at + k] - top);
  return top + Math.log(sum);
}

/**
 * Writes the softmax of `count` margins from `at` into `out` at the same place: `count` probabilities that add up to 1.
 * `out` may be `margins` itself. Allocates nothing.
 */
export function softmaxInto(margins: ArrayLike<number>, out: { [index: number]: number }, at: number, count: number): void {
  let top = -Infinity;
  for (let k = 0; k < count; k++) top = Math.max(top, margins[at + k]);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += out[at + k] = Math.exp(margins[at + k] - top);
  for (let k = 0; k < count; k++) out[at + k] /= sum;
}
