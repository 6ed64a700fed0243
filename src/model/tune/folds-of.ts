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
 * rows have their time: the one that learns from most. A split numbers the entries of `rows`.
 */
export function tuningSplits(training: Training, rows: Int32Array, shape: DataShape): readonly Split[] {
  const { problem } = training.model;
  const { seed } = training.plan;
  const work = workOf(shape);
  if (work >= MOST_WORK) return foldsOf(training, rows, problem.folds).slice(-1);
  const folds = work >= MUCH_WORK ? Math.min(FOLDS_OF_MUCH, problem.folds) : problem.folds;
  const byTime = training.prepared.times !== undefined && problem.split !== 'random';
  const rounds = byTime ? 1 : roundsOf(shape);
  return Array.from({ length: rounds }, (_, round) => foldsOf(training, rows, folds, seed + round)).flat();
}

const roundsOf = (shape: DataShape): number => {
  if (!hasFewRows(shape)) return 1;
  return shape.rows < VERY_FEW_ROWS ? ROUNDS_OF_VERY_FEW : ROUNDS_OF_FEW;
};
