import type { Contributions, Interactions } from './learner.js';

/** What of a logarithm the prediction is exp of: kept within a learner's limits. */
export type KeepLog = (log: number) => number;

/**
 * Effects on a prediction from effects on its logarithm, which add up on the scale of logarithms. What a row's mean is above or below that of a
 * row of average effects is shared out in proportion to them: effect × (mean − base) / (ln mean − ln base), the logarithmic mean of the two. It
 * is the Aumann–Shapley value of the exponential, and in energy studies the logarithmic-mean Divisia index (Ang, Energy Policy 32, 2004):
 * nothing is left over, and columns with equal effects get equal shares. The effects are changed in place.
 */
export function sharesOfMean<S extends Contributions | Interactions>(logs: S, rows: number, kept: KeepLog): S {
  const { base, effects } = logs;
  const width = rows === 0 ? 0 : effects.length / (rows * base.length);
  for (let at = 0, k = 0; at < effects.length; at += width, k = (k + 1) % base.length) {
    const of = effects.subarray(at, at + width);
    const total = of.reduce((sum, effect) => sum + effect, 0);
    const scale = slope(kept(base[k]), kept(base[k] + total), total);
    for (let j = 0; j < width; j++) of[j] *= scale;
  }
  return { ...logs, base: base.map((log) => Math.exp(kept(log))) };
}

/** What a unit on the logarithm is worth on the way from one to another, `total` apart. */
function slope(from: number, to: number, total: number): number {
  if (total === 0) return Math.exp(from);
  const difference = Math.abs(to - from) < 1 ? Math.exp(from) * Math.expm1(to - from) : Math.exp(to) - Math.exp(from);
  return difference / total;
}
