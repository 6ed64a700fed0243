import { logSumExp } from '../../core/index.js';
import { classShares, classTotals } from '../priors.js';

/** The log-odds, or per class the score, that fit the classes' shares when no column is looked at. */
export function priorScores(y: Float64Array, weights: Float64Array, classes: number): Float64Array {
  const logs = classShares(classTotals(y, weights, classes)).map(Math.log);
  return classes === 2 ? logs : centred(logs);
}

function centred(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return scores.map((score) => score - mean);
}

/** The classes that occur in `y`, ascending. */
export function occurringClasses(y: Float64Array, classes: number): Int32Array {
  const seen = new Uint8Array(classes);
  for (const k of y) seen[k] = 1;
  return Int32Array.from(seen.keys().filter((k) => seen[k] === 1));
}

/**
 * Parameters for all classes from those of the occurring ones (width × occurring). Scores only count relative to each other: the
 * intercepts are moved to the mean 0. A class without rows gets no slopes, and the intercept of half a row.
 */
export function forAllClasses(params: Float64Array, occurring: Int32Array, classes: number, half: number): Float64Array {
  const width = params.length / occurring.length;
  const out = new Float64Array(width * classes);
  const unseen = logSumExp(params, 0, occurring.length) + Math.log(half);
  out.fill(unseen, 0, classes);
  for (let j = 0; j < width; j++) occurring.forEach((k, i) => (out[j * classes + k] = params[j * occurring.length + i]));
  out.set(centred(out.slice(0, classes)));
  return out;
}
