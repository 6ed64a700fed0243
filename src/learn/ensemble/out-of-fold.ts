import { random, takeRows, type Matrix } from '../../core/index.js';
import { dealRows } from '../deal-rows.js';
import type { FitInput, FoldRows, Predictor, TrainingSet } from '../learner.js';
import type { Pace } from '../pace.js';
import type { Member } from '../params.js';
import type { FitMember } from './fit-members.js';

/** Some rows with their targets, and each member's margins by fits that did not see them: rows × outputs. */
export interface OutOfFold {
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly margins: readonly Float64Array[];
}

/**
 * The splits for out-of-fold margins: those that the input asks for (groups, time), else each class is dealt out evenly by the seed.
 * Empty where there are fewer than two rows.
 */
export function splitsOf(input: FitInput, most: number, seed: number): readonly FoldRows[] {
  if (input.folds) return input.folds(most);
  const { y, task } = input;
  const folds = Math.min(most, y.length);
  if (folds < 2) return [];
  const hand = dealRows(task, y, folds, random(seed, 'ensemble', 'folds'));
  const rows = (isWanted: (fold: number) => boolean) => Int32Array.from(y.keys().filter((row) => isWanted(hand[row])));
  return Array.from({ length: folds }, (_, f) => ({ train: rows((fold) => fold !== f), test: rows((fold) => fold === f) }));
}

/** Rows that are predicted before the event loop has a turn: some learners take a millisecond for each. */
const AT_ONCE = 64;

/** Fits every member on every split's training rows and has it predict the tested ones. A row is tested at most once. */
export async function outOfFold(
  members: readonly Member[],
  fit: FitMember,
  input: FitInput,
  splits: readonly FoldRows[],
  pace: Pace,
): Promise<OutOfFold> {
  const { classes, y, weights } = input;
  const tested = splits.flatMap(({ test }) => [...test]);
  const margins = members.map(() => new Float64Array(tested.length * classes));
  let at = 0;
  for (const [f, { train, test }] of splits.entries()) {
    const learned = { ...some(input, train), task: input.task, classes, ...(input.validation ? { validation: input.validation } : {}) };
    for (const [m, member] of members.entries()) {
      const fitted = await fit(member, learned, `fold ${f + 1} of ${splits.length}`);
      await predictInto(fitted, input.x, test, margins[m].subarray(at), pace);
    }
    at += test.length * classes;
  }
  return {
    y: Float64Array.from(tested, (row) => y[row]),
    weights: Float64Array.from(tested, (row) => (weights === undefined ? 1 : weights[row])),
    margins,
  };
}

async function predictInto(predictor: Predictor, x: Matrix, rows: Int32Array, out: Float64Array, pace: Pace): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const block = rows.subarray(from, from + AT_ONCE);
    predictor.predict(takeRows(x, block), out.subarray(from * predictor.outputs, (from + block.length) * predictor.outputs));
    await pace(Infinity);
  }
}

const some = ({ x, y, weights }: TrainingSet, rows: Int32Array): TrainingSet => ({
  x: takeRows(x, rows),
  y: Float64Array.from(rows, (row) => y[row]),
  ...(weights ? { weights: Float64Array.from(rows, (row) => weights[row]) } : {}),
});
