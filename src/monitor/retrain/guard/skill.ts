import { logSumExp, softplus, type Task } from '../../../core/index.js';
import { scoresOf } from '../../../evaluate/index.js';

/** How well predictions fit outcomes, in a measure that needs no second model and can be added up row by row. */
export interface Skill {
  readonly rows: number;
  /**
   * The share of the loss of knowing nothing that the predictions save: 1 is perfect, 0 no better than the outcomes' own mean, below 0 worse
   * than that. Log loss for classes (McFadden's pseudo-R², 1973), squared error for numbers (R²). Losses of single rows are cut off at ten
   * times the mean of knowing nothing, so that no outlier decides.
   */
  readonly share: number;
  /** Standard error of the share. */
  readonly error: number;
  /** Correlation of what was predicted with what came, −1 … 1: below 0 the predictions are upside down. */
  readonly agreement: number;
}

/** Predictions and outcomes of the same rows. */
export interface Outcomes {
  readonly y: Float64Array;
  /** Calibrated, rows × outputs. */
  readonly margins: Float64Array;
}

const MOST_LOSS = 10;

/** The skill of predictions; `undefined` where the outcomes do not vary, so that there is nothing to know. */
export function skillOf(task: Task, outputs: number, { y, margins }: Outcomes): Skill | undefined {
  const nothing = lossOfNothing(task, outputs, y);
  const mean = sum(nothing) / y.length;
  if (!(mean > 0)) return undefined;
  const cap = MOST_LOSS * mean;
  const saved = lossOf(task, outputs, y, margins).map((loss, i) => Math.min(nothing[i], cap) - Math.min(loss, cap));
  const share = sum(saved) / y.length / mean;
  const spread = sum(saved.map((s) => (s / mean - share) ** 2)) / Math.max(1, y.length - 1);
  return { rows: y.length, share, error: Math.sqrt(spread / y.length), agreement: agreement(task, outputs, y, margins) };
}

function lossOf(task: Task, outputs: number, y: Float64Array, margins: Float64Array): Float64Array {
  if (task === 'regression') return y.map((v, i) => (v - margins[i]) ** 2);
  if (task === 'binary') return y.map((v, i) => softplus(v === 1 ? -margins[i] : margins[i]));
  return y.map((v, i) => {
    const row = margins.subarray(i * outputs, (i + 1) * outputs);
    return logSumExp(row, 0, outputs) - row[v];
  });
}

/** Per row, the loss of predicting the mean, or each class by its share. */
function lossOfNothing(task: Task, outputs: number, y: Float64Array): Float64Array {
  if (task === 'regression') {
    const mean = sum(y) / y.length;
    return y.map((v) => (v - mean) ** 2);
  }
  const counts = new Float64Array(task === 'binary' ? 2 : outputs);
  for (const v of y) counts[v]++;
  return y.map((v) => -Math.log(counts[v] / y.length));
}

/** Pearson's correlation of prediction and truth: of the margin for two classes, of every class's probability around its mean for more. */
function agreement(task: Task, outputs: number, y: Float64Array, margins: Float64Array): number {
  if (task !== 'multiclass') return correlation(margins, y, 1);
  const truth = new Float64Array(margins.length);
  y.forEach((v, i) => (truth[i * outputs + v] = 1));
  return correlation(scoresOf(task, outputs, margins), truth, outputs);
}

/** Over all columns of two tables of the same shape, each column around its own mean; 0 where one does not vary. */
function correlation(a: Float64Array, b: Float64Array, width: number): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < width; k++) {
    const [meanA, meanB] = [a, b].map((values) => (sum(values.filter((_, i) => i % width === k)) * width) / values.length);
    for (let i = k; i < a.length; i += width) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) ** 2;
      bb += (b[i] - meanB) ** 2;
    }
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
