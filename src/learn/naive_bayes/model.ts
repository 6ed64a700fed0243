import type { ColumnHead } from '../../core/index.js';
import { standardise } from '../standardise.js';

/**
 * A fitted naive Bayes model as sums of effects: margin = base + Σ over the columns of the effect of its value, each effect relative to
 * its mean over the training rows. A column's effect is its log-likelihood: of the positive class over the other (binary), or of each
 * class relative to their mean.
 */
export interface NaiveBayesModel {
  /** 1 for binary, else the number of classes. */
  readonly outputs: number;
  readonly classes: number;
  /** Margins where every effect is zero, one per output. */
  readonly base: Float64Array;
  /** Per column: centre and spread of its numbers; a spread of 0 marks what adds nothing, being the same in all rows or no number. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Per column and class: mean and variance of the standardised numbers; 0 and 1 for flags and categories. */
  readonly classMean: Float64Array;
  readonly classVariance: Float64Array;
  /** −½ ln of each variance: follows from them. */
  readonly height: Float64Array;
  /** Levels before each column's, and last their total. Follows from the columns. */
  readonly starts: Int32Array;
  /** ln of the share of each level in each class, levels × classes. */
  readonly logs: Float64Array;
  /** Mean of each column's effect over the training rows, columns × outputs. */
  readonly centre: Float64Array;
}

/** Where each column's levels start; numbers have none, flags two. */
export function startsOf(heads: readonly ColumnHead[]): Int32Array {
  const starts = new Int32Array(heads.length + 1);
  heads.forEach((head, j) => (starts[j + 1] = starts[j] + levelsOf(head)));
  return starts;
}

function levelsOf(head: ColumnHead): number {
  if (head.kind === 'category') return head.levels.length;
  return head.kind === 'flag' ? 2 : 0;
}

/** Normal densities' heights, as logarithms, up to a constant that cancels between classes. */
export const heightOf = (classVariance: Float64Array): Float64Array => classVariance.map((v) => -0.5 * Math.log(v));

/** Log-likelihood of a known value in class k, up to what all classes share. */
function logLikelihood(m: NaiveBayesModel, column: number, level: number, z: number, k: number): number {
  if (level >= 0) return m.logs[level * m.classes + k];
  const at = column * m.classes + k;
  const off = z - m.classMean[at];
  return m.height[at] - (off * off) / (2 * m.classVariance[at]);
}

/**
 * Adds the effects of a column's value, coded as `core/rowOf` codes it: that on output k to `out[at + k · stride]`. A missing value or
 * an unknown level is left out of the product: only the column's mean effect is taken off.
 */
export function addEffects(m: NaiveBayesModel, column: number, value: number, out: Float64Array, at: number, stride: number): void {
  const { outputs, classes, centre } = m;
  const first = m.starts[column];
  const levels = m.starts[column + 1] - first;
  const isNumber = m.deviation[column] > 0;
  const isKnown = isNumber ? !Number.isNaN(value) : value >= 0 && value < levels;
  for (let k = 0, c = column * outputs; k < outputs; k++, c++) out[at + k * stride] -= centre[c];
  if (!isKnown) return;
  const z = isNumber ? standardise(value, m.mean[column], m.deviation[column]) : 0;
  const level = isNumber ? -1 : first + (value | 0);
  if (outputs === 1) {
    out[at] += logLikelihood(m, column, level, z, 1) - logLikelihood(m, column, level, z, 0);
    return;
  }
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += logLikelihood(m, column, level, z, k);
  for (let k = 0; k < classes; k++) out[at + k * stride] += logLikelihood(m, column, level, z, k) - sum / classes;
}
