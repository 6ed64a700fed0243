import type { Split } from '../../evaluate/index.js';
import { foldsOf } from '../train/split.js';
import type { Training } from '../train/training.js';

/** Rows below which a cross-validation is repeated on other folds, and how often in all. */
const FEW_ROWS = 2000;
const REPEATS = 2;
/** Rows above which fewer folds say as much. */
const MANY_ROWS = 200_000;
const FOLDS_OF_MANY = 3;

/**
 * The folds that every trial is judged on: those of the definition; two rounds of them for few rows, where the luck of a split is larger than what
 * settings differ by, and three for very many. A split numbers the entries of `rows`.
 */
export function tuningSplits(training: Training, rows: Int32Array): readonly Split[] {
  const { problem } = training.model;
  const folds = rows.length > MANY_ROWS ? Math.min(FOLDS_OF_MANY, problem.folds) : problem.folds;
  const byTime = training.prepared.times !== undefined && problem.split !== 'random';
  const repeats = rows.length < FEW_ROWS && !byTime ? REPEATS : 1;
  return Array.from({ length: repeats }, (_, r) => foldsOf(training, rows, folds, training.plan.seed + r)).flat();
}
