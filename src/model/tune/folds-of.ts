import type { Split } from '../../evaluate/index.js';
import { foldsOf } from '../train/split.js';
import type { Training } from '../train/training.js';
import { hasFewRows, workOf, type DataShape } from './shape.js';

/** Rounds of folds where rows are few, and where they are very few. */
const ROUNDS_OF_FEW = 2;
const ROUNDS_OF_VERY_FEW = 3;
const VERY_FEW_ROWS = 500;
/** Work from which three folds say enough, and from which one does: a trial would take a good part of a minute. */
const MUCH_WORK = 1e6;
const MOST_WORK = 4e6;
const FOLDS_OF_MUCH = 3;

/**
 * The folds that every trial is judged on: those of the definition, several rounds of them for few rows, fewer for much work, and for the most one alone, the last where
 * rows have their time: the one that learns from most. Says so where groups or classes do not allow as many. A split numbers the entries of `rows`.
 */
export function tuningSplits(training: Training, rows: Int32Array, shape: DataShape): readonly Split[] {
  const { problem } = training.model;
  const { seed } = training.plan;
  const work = workOf(shape);
  const most = work >= MUCH_WORK ? Math.min(FOLDS_OF_MUCH, problem.folds) : problem.folds;
  const folds = foldsOf(training, rows, work >= MOST_WORK ? problem.folds : most);
  if (work >= MOST_WORK) return folds.slice(-1);
  if (folds.length < most)
    training.options.say(`Trials are judged by ${folds.length} folds instead of ${most}: groups or classes cannot be parted further.`);
  const byTime = training.prepared.times !== undefined && problem.split !== 'random';
  const more = byTime || folds.length < most ? 0 : roundsOf(shape) - 1;
  return [...folds, ...Array.from({ length: more }, (_, round) => foldsOf(training, rows, folds.length, seed + round + 1)).flat()];
}

const roundsOf = (shape: DataShape): number => {
  if (!hasFewRows(shape)) return 1;
  return shape.rows < VERY_FEW_ROWS ? ROUNDS_OF_VERY_FEW : ROUNDS_OF_FEW;
};
