import { count, MillwrightError, mwError, type AnyTask } from '../../core/index.js';
import { durationMs } from '../../data/index.js';
import { foldSplits, holdoutSplit, mostFolds, type Split, type SplitRows, type SplitRule } from '../../evaluate/index.js';
import type { RowsDefinition } from '../../features/index.js';
import type { Model } from '../define.js';
import type { Prepared, PreparedRows } from './prepare.js';
import { allRows, pick } from '../rows.js';
import type { Training } from './training.js';

/** What a split may know of some of the rows. */
function splitRows(prepared: PreparedRows, problem: RowsDefinition, rows: Int32Array): SplitRows {
  const { target, trial, groups, times } = prepared;
  return {
    rows: rows.length,
    ...(target === undefined || target.task === 'regression' ? {} : { classes: pick(target.y, rows) }),
    ...(trial ? { classes: Float64Array.from(rows, (row) => 2 * trial.treated[row] + (trial.task === 'binary' ? trial.y[row] : 0)) } : {}),
    ...(groups ? { groups: pick(groups, rows) } : {}),
    ...(times ? { time: pick(times, rows), timeName: problem.time! } : {}),
  };
}

/** How the rows of a problem are split: by time when one is declared, unless a random split was forced. */
function splitRule({ gapMs, labelsWithinMs = 0, embargoMs = 0, split }: RowsDefinition, seed: number): SplitRule {
  const spans = { seed, gapMs, outcomeMs: labelsWithinMs, embargoMs };
  if (split === 'purged') return { ...spans, kind: 'purged' };
  return split === 'random' ? { ...spans, kind: 'random', force: true } : spans;
}

/** Cross-validation of some rows in up to so many folds, by the rules of the problem. A split numbers the entries of `rows`. */
export function foldsOf<T extends AnyTask>(
  { prepared, plan, model }: Training<T>,
  rows: Int32Array,
  most: number,
  seed = plan.seed,
): readonly Split[] {
  const of = splitRows(prepared, model.problem, rows);
  return foldSplits(of, { ...splitRule(model.problem, seed), folds: Math.max(2, mostFolds(of, most)) });
}

const TOO_FEW: readonly string[] = ['MW_EVALUATE_SPLIT_ROWS', 'MW_EVALUATE_SPLIT_CLASSES'];

/** The same with fewer folds where rows, moments, groups or classes do not allow so many, and none where they do not allow two. */
export function foldsAllowed<T extends AnyTask>(training: Training<T>, rows: Int32Array, most: number): readonly Split[] {
  for (let folds = most; folds >= 2; folds--) {
    try {
      return foldsOf(training, rows, folds);
    } catch (error) {
      if (!(error instanceof MillwrightError && TOO_FEW.includes(error.code))) throw error;
    }
  }
  return [];
}

/** The holdout: rows that no fit sees before the report. */
export function holdoutOf(prepared: Prepared, problem: RowsDefinition, seed: number): Split {
  const split = rowsHoldoutOf(prepared, problem, seed);
  const { task, y, labels, column } = prepared.target;
  const [first] = split.train;
  if (task !== 'regression' && split.train.every((row) => y[row] === y[first]))
    throw mwError('MW_MODEL_ONE_CLASS', { column, label: labels[y[first]], rows: split.train.length });
  return split;
}

/** The same for rows of any task, whatever is in them. */
export const rowsHoldoutOf = (prepared: PreparedRows, problem: RowsDefinition, seed: number): Split =>
  holdoutSplit(splitRows(prepared, problem, allRows(prepared.rows)), { ...splitRule(problem, seed), share: problem.holdout });

/** A hint where labels take time, rows have one, and the split does not know of it: then figures rest on labels that nobody had. */
export function labelNotes({ monitor, problem }: Model, { times }: PreparedRows): readonly string[] {
  const { labelsWithin } = monitor ?? {};
  const { labelsWithinMs, gapMs, split, time } = problem;
  if (labelsWithin === undefined || times === undefined || split === 'random' || labelsWithinMs !== undefined) return [];
  if (gapMs >= durationMs(labelsWithin)) return [];
  return [
    `Labels take up to ${labelsWithin} (\`monitor\`), and rows whose label was still open when the holdout began were trained on: say labelsWithin: '${labelsWithin}' beside time: '${time}' to leave them out of the judged fit.`,
  ];
}

/** Which rows a split by time leaves on neither side, in words. The last fit learns from them all the same. */
export function splitNotes({ times }: PreparedRows, { time }: RowsDefinition, split: Split): readonly string[] {
  const timeless = split.unused.reduce((n, row) => n + (times !== undefined && Number.isNaN(times[row]) ? 1 : 0), 0);
  const between = split.unused.length - timeless;
  return [
    ...(timeless > 0 ? [`${count(timeless, 'row')} without a "${time}": neither judged nor learned from before the last fit.`] : []),
    ...(between > 0
      ? [
          `${count(between, 'row')} on neither side of the split (the gap before the holdout, a label that was still open then, or a group on both sides): only the last fit learned from them.`,
        ]
      : []),
  ];
}
