import { random, sigmoid, takeRows, type Matrix } from '../../core/index.js';
import type { LearnerChoice } from '../choice.js';
import { splitsOf } from '../ensemble/out-of-fold.js';
import type { FoldRows, TrialInput } from '../learner.js';
import type { Part } from './fitted.js';
import type { UpliftFit, UpliftInput } from './uplift.js';

/** Rows for one base learner. */
export interface BaseRows {
  readonly task: TrialInput['outcome'];
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly weights?: Float64Array | undefined;
}

/** Fits one base learner; `words` say what, and its random numbers are its own. */
export async function fitBase(rows: BaseRows, choice: LearnerChoice<never>, words: string, run: UpliftFit): Promise<Part> {
  const { task, x, y, weights } = rows;
  run.signal.throwIfAborted();
  const predictor = await run.find(task, choice.learner).fit(
    { task, classes: 1, x, y, ...(weights ? { weights } : {}) },
    {
      params: choice.params,
      seed: random(run.seed, 'uplift', words).int(2 ** 32),
      threads: run.threads,
      signal: run.signal,
      ...(run.progress ? { progress: (what: string, part?: number, of?: number) => run.progress!(`${words}: ${what}`, part, of) } : {}),
    },
  );
  return { task, learner: choice.learner, predictor };
}

/** What a fitted part expects of rows: values, or probabilities of a binary task. */
export function expected({ task, predictor }: Pick<Part, 'task' | 'predictor'>, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows);
  predictor.predict(x, out);
  return task === 'binary' ? out.map(sigmoid) : out;
}

/** Some of the rows. */
export function someRows(rows: BaseRows, some: Int32Array): BaseRows {
  const take = (values: Float64Array): Float64Array => Float64Array.from(some, (row) => values[row]);
  return { task: rows.task, x: takeRows(rows.x, some), y: take(rows.y), weights: rows.weights && take(rows.weights) };
}

/** Row numbers of one arm, ascending. */
export const rowsOfArm = (treated: ArrayLike<number>, arm: 0 | 1): Int32Array =>
  Int32Array.from({ length: treated.length }, (_, row) => row).filter((row) => treated[row] === arm);

/** The folds that the input asks for, else both arms dealt out evenly. */
export function foldsOf({ x, treated, folds }: UpliftInput, run: UpliftFit): readonly FoldRows[] {
  const arms = { task: 'binary' as const, classes: 1, x, y: Float64Array.from(treated), ...(folds ? { folds } : {}) };
  return splitsOf(arms, run.folds ?? 5, run.seed);
}

/** What fits that did not see a row expect of it; `NaN` where no fold tests a row. */
export async function outOfFold(
  rows: BaseRows,
  choice: LearnerChoice<never>,
  words: string,
  splits: readonly FoldRows[],
  run: UpliftFit,
): Promise<Float64Array> {
  const out = new Float64Array(rows.y.length).fill(NaN);
  for (const [f, { train, test }] of splits.entries()) {
    const part = await fitBase(someRows(rows, train), choice, `${words}, fold ${f + 1} of ${splits.length}`, run);
    expected(part, takeRows(rows.x, test)).forEach((value, i) => (out[test[i]] = value));
  }
  return out;
}
