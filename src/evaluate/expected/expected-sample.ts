import type { Task } from '../../core/index.js';
import type { Scored } from '../scored.js';

/** Rows of a classification whose labels nobody knows yet: what was said of them. */
export interface Answered {
  readonly task: Exclude<Task, 'regression'>;
  /** multiclass: how many classes; otherwise 1. */
  readonly classes: number;
  /** binary: the probability of the positive class; multiclass: rows × classes probabilities. */
  readonly scores: Float64Array;
  /** Where probabilities are not taken at their word: what is believed instead, in the same form. Absent: the scores themselves. */
  readonly chances?: Float64Array;
}

/** Classes that a label can be of. */
export const labelsOf = ({ task, classes }: Answered): number => (task === 'binary' ? 2 : classes);

/** How many rows were answered. */
export const rowsOf = ({ task, classes, scores }: Answered): number => (task === 'binary' ? scores.length : scores.length / classes);

/** The probability that a row is of a class. */
export function chanceOf({ task, classes, scores, chances = scores }: Answered, row: number, label: number): number {
  if (task === 'binary') return label === 1 ? chances[row] : 1 - chances[row];
  return chances[row * classes + label];
}

/**
 * The rows as they are expected to turn out: each row stands once per class, as if it were of that class, with the probability of the class
 * as its weight. A metric of this sample is its expectation term by term: what CBPE estimates.
 */
export function expectedSample(answered: Answered): Scored {
  const [rows, labels] = [rowsOf(answered), labelsOf(answered)];
  const width = answered.task === 'binary' ? 1 : answered.classes;
  const y = new Float64Array(rows * labels);
  const scores = new Float64Array(rows * labels * width);
  const weights = new Float64Array(rows * labels);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < labels; k++) {
      const at = i * labels + k;
      y[at] = k;
      weights[at] = chanceOf(answered, i, k);
      for (let j = 0; j < width; j++) scores[at * width + j] = answered.scores[i * width + j];
    }
  return { task: answered.task, classes: answered.classes, y, scores, weights };
}

/** Some of the rows, in the given order. */
export function takeAnswered(answered: Answered, rows: Int32Array): Answered {
  const width = answered.task === 'binary' ? 1 : answered.classes;
  const take = (from: Float64Array): Float64Array => {
    const out = new Float64Array(rows.length * width);
    for (let i = 0; i < rows.length; i++) for (let k = 0; k < width; k++) out[i * width + k] = from[rows[i] * width + k];
    return out;
  };
  return { ...answered, scores: take(answered.scores), ...(answered.chances ? { chances: take(answered.chances) } : {}) };
}
