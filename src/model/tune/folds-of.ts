import type { Split } from '../../evaluate/index.js';
import { foldsOf } from '../train/split.js';
import type { Training } from '../train/training.js';
import { workOf, type DataShape } from './shape.js';

/** Rows below which a cross-validation is made so many times in all, on other folds each time: the luck of one split is larger there than what settings differ by. */
const REPEATS = [
  { below: 500, times: 3 },
  { below: 2000, times: 2 },
] as const;
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
  const times = byTime ? 1 : (REPEATS.find(({ below }) => rows.length < below)?.times ?? 1);
  return Array.from({ length: times }, (_, round) => foldsOf(training, rows, folds, seed + round)).flat();
}
