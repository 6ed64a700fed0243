import assert from 'node:assert/strict';
import { canonicalJson, hasTarget, takeRows, type AnyTask, type Matrix, type RowBlocks } from '../../core/index.js';
import type { FitRun, Learner, Parts, Predictor, TrialInput } from '../../learn/index.js';
import type { LearnerSubject } from './case.js';
import type { Reference } from './problem.js';

/** Fits with the subject's parameters, seed 7 and one thread, unless `run` says otherwise. A task without a target is not told the answers. */
export function fit({ learner, params }: LearnerSubject, input: Reference, run: Partial<FitRun> = {}): Promise<Predictor> {
  const { task, classes, y, ...rows } = input;
  const given = hasTarget(task) ? { ...rows, task, classes, y } : task === 'uplift' ? trialOf(rows, y) : { ...rows, task };
  return (learner as Learner).fit(given as never, { params, seed: 7, threads: 1, signal: new AbortController().signal, ...run });
}

/** A reference problem of a trial has both in one number: 2 × treated + outcome. */
const trialOf = (rows: Pick<Reference, 'x' | 'weights'>, y: Float64Array): TrialInput => ({
  ...rows,
  task: 'uplift',
  outcome: 'binary',
  y: y.map((cell) => cell % 2),
  treated: y.map((cell) => Math.floor(cell / 2)),
  propensity: 0.5,
});

/** The same for rows in blocks, where the learner takes them; else of the rows in memory. */
export function fitBlocks(subject: LearnerSubject, input: Reference, x: RowBlocks): Promise<Predictor> {
  const { learner, params } = subject;
  const { fitBlocks: fitting } = learner as Learner;
  if (fitting === undefined) return fit(subject, input);
  return fitting({ ...input, x } as never, { params, seed: 7, threads: 1, signal: new AbortController().signal });
}

/** Margins of all rows; fails unless all of them are finite. */
export function marginsOf(predictor: Predictor, x: Matrix): Float64Array {
  const out = new Float64Array(x.rows * predictor.outputs);
  predictor.predict(x, out);
  const odd = out.findIndex((margin) => !Number.isFinite(margin));
  assert.equal(odd, -1, `margin ${odd} is ${out[odd]}`);
  return out;
}

/** Runs a check for each of the learner's tasks; a failure names the task. */
export async function forEachTask({ learner }: LearnerSubject, check: (task: AnyTask) => Promise<void>): Promise<void> {
  for (const task of learner.tasks) {
    try {
      await check(task);
    } catch (fault) {
      if (fault instanceof Error) fault.message = `${task}: ${fault.message}`;
      throw fault;
    }
  }
}

/** Some rows of a problem. */
export const rowsOf = (input: Reference, rows: Int32Array): Reference => ({
  ...input,
  x: takeRows(input.x, rows),
  y: Float64Array.from(rows, (i) => input.y[i]),
  ...(input.weights ? { weights: Float64Array.from(rows, (i) => input.weights![i]) } : {}),
});

/** Parts as one text: equal texts mean equal bytes. */
export function textOf({ meta, arrays }: Parts): string {
  const names = Object.keys(arrays).toSorted();
  const bytes = names.map((name) => {
    const array = arrays[name];
    return `${name} ${array.constructor.name} ${Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')}`;
  });
  return [canonicalJson(meta), ...bytes].join('\n');
}

/** Fails unless two lists of doubles are the same to the bit. */
export function sameBits(got: Float64Array, expected: Float64Array, what: string): void {
  assert.equal(got.length, expected.length, `${what}: another length`);
  const odd = got.findIndex((value, i) => !Object.is(value, expected[i]));
  assert.equal(odd, -1, `${what}: entry ${odd} is ${got[odd]}, not ${expected[odd]}`);
}

/** Largest absolute difference of two lists of doubles. */
export const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
