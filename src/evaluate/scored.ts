import { mwError, sigmoid, softmaxInto } from '../core/index.js';
import type { Task } from '../learn/index.js';
import { takePayoff, type Payoff } from './money/payoff.js';
import type { DecisionRule } from './money/rule.js';

/** Rows with the truth and what a model said of them: what every metric reads. */
export interface Scored {
  readonly task: Task;
  /** multiclass: how many classes; otherwise 1, as a predictor's outputs. */
  readonly classes: number;
  /** regression: the value; binary: 0 or 1 (1 is the positive class); multiclass: 0 … classes − 1. Finite. */
  readonly y: Float64Array;
  /** regression: the predicted value; binary: the probability of the positive class; multiclass: rows × classes probabilities. */
  readonly scores: Float64Array;
  /** One per row, ≥ 0; absent means 1 for each row. */
  readonly weights?: Float64Array;
  /** binary: a row is called positive when its probability reaches it. Absent means 0.5. */
  readonly threshold?: number;
  /** binary: per row 1 where it is called positive, whatever its probability: a decision that goes by more than a threshold. */
  readonly acts?: Uint8Array;
  /** binary: what acting on these rows is worth, and how it is decided. */
  readonly acting?: Acting;
}

/** What acting on some rows is worth, and by which rule it is decided. */
export interface Acting {
  readonly payoff: Payoff;
  readonly rule: DecisionRule;
  /** The amounts that the rule goes by, where they are not those that its decisions are valued at. */
  readonly by?: Payoff;
}

/** The same of some of the rows. */
export const takeActing = ({ payoff, rule, by }: Acting, rows: ArrayLike<number>): Acting => ({
  payoff: takePayoff(payoff, rows),
  rule,
  ...(by ? { by: takePayoff(by, rows) } : {}),
});

/** Margins, as a predictor writes them, to values (regression) or probabilities (binary, multiclass). A new array. */
export function scoresOf(task: Task, classes: number, margins: Float64Array): Float64Array {
  if (task === 'regression') return margins.slice();
  if (task === 'binary') return margins.map(sigmoid);
  const out = new Float64Array(margins.length);
  for (let at = 0; at < margins.length; at += classes) softmaxInto(margins, out, at, classes);
  return out;
}

/**
 * A model's margins beside the truth, ready for metrics.
 * Throws `MW_EVALUATE_LENGTH` when the arrays do not belong together, `MW_EVALUATE_NOT_FINITE` when a margin is no number.
 */
export function scored(
  task: Task,
  classes: number,
  y: Float64Array,
  margins: Float64Array,
  weights?: Float64Array,
  acting?: Acting,
): Scored {
  const due = y.length * (task === 'multiclass' ? classes : 1);
  if (margins.length !== due) throw mwError('MW_EVALUATE_LENGTH', { what: 'margins', got: margins.length, due });
  if (weights && weights.length !== y.length) throw mwError('MW_EVALUATE_LENGTH', { what: 'weights', got: weights.length, due: y.length });
  const odd = margins.findIndex((m) => !Number.isFinite(m));
  if (odd >= 0)
    throw mwError('MW_EVALUATE_NOT_FINITE', { what: 'margin', row: Math.floor(odd / (due / y.length)), got: String(margins[odd]) });
  return { task, classes, y, scores: scoresOf(task, classes, margins), ...(weights ? { weights } : {}), ...(acting ? { acting } : {}) };
}

/** The same model on some of the rows, in the given order. Copies. */
export function takeScored(sample: Scored, rows: Int32Array): Scored {
  const width = sample.task === 'multiclass' ? sample.classes : 1;
  const scores = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) for (let k = 0; k < width; k++) scores[i * width + k] = sample.scores[rows[i] * width + k];
  return {
    ...sample,
    y: picked(sample.y, rows),
    scores,
    ...(sample.weights ? { weights: picked(sample.weights, rows) } : {}),
    ...(sample.acts ? { acts: Uint8Array.from(rows, (row) => sample.acts![row]) } : {}),
    ...(sample.acting ? { acting: takeActing(sample.acting, rows) } : {}),
  };
}

/** The values of the given rows; a new array. */
export function picked(values: Float64Array, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]];
  return out;
}

/** The weight of every row: the given ones, or ones. */
export function weightsOf(sample: Scored): Float64Array {
  return sample.weights ?? new Float64Array(sample.y.length).fill(1);
}

/**
 * The class that is called for each row: binary 1 where the sample says so, else when the probability reaches its threshold (absent: 0.5),
 * multiclass the class of the highest probability, the first of equals. Regression has none and throws a `TypeError`.
 */
export function calledClasses(sample: Scored): Int32Array {
  const { task, classes, scores, acts, threshold = 0.5 } = sample;
  if (task === 'regression') throw new TypeError('a regression calls no class');
  const out = new Int32Array(task === 'binary' ? scores.length : sample.y.length);
  if (task === 'binary') {
    if (acts) return Int32Array.from(acts);
    for (let i = 0; i < out.length; i++) out[i] = scores[i] >= threshold ? 1 : 0;
    return out;
  }
  for (let i = 0; i < out.length; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++) if (scores[i * classes + k] > scores[i * classes + best]) best = k;
    out[i] = best;
  }
  return out;
}

/**
 * What was forecast of each row of a classification, and whether it came true (1) or not (0): binary P(positive) and the truth,
 * multiclass the probability of the called class and whether the call is right.
 */
export function forecastsOf(sample: Scored): { readonly forecast: Float64Array; readonly came: Float64Array } {
  if (sample.task === 'binary') return { forecast: sample.scores, came: sample.y };
  const called = calledClasses(sample);
  return {
    forecast: Float64Array.from(called, (k, i) => sample.scores[i * sample.classes + k]),
    came: Float64Array.from(called, (k, i) => (sample.y[i] === k ? 1 : 0)),
  };
}
