import { mwError } from '../../../core/index.js';
import {
  intervalScores,
  leastConformalRows,
  segmentThresholds,
  setScores,
  type SetMethod,
  type Thresholds,
} from '../../../evaluate/index.js';
import { baseOf, probabilitiesOf, type CoverageRule } from '../../coverage/index.js';
import { pick } from '../../rows.js';
import type { Choice } from '../choose.js';
import { fitOn } from '../fit-on.js';
import type { Training } from '../training.js';
import { crossFitter, type CrossFitted } from './cross-fit.js';
import { fitFurther, LEAST_ERRORS, type FurtherFit } from './further.js';
import { segmentsOf, type Segments } from './segments.js';

/** What is promised, learned from predictions of training rows by fits that did not see them. */
export interface LearnedCoverage extends FurtherFit {
  readonly rule: CoverageRule;
  readonly thresholds: Thresholds;
  readonly segments: Segments | undefined;
  readonly floor: number | null;
}

/** Share of the mean error that is the least that is foreseen for a row. */
const FLOOR = 0.05;

/**
 * Scores every training row by fits that did not see it, and takes the thresholds. The out-of-fold predictions of the comparison are used where
 * there was one; a named learner, `scaled` and `quantile` cost one more fit per fold each. Throws `MW_MODEL_COVERAGE_ROWS` when the rows cannot promise the level, and
 * `MW_MODEL_COVERAGE_ERRORS` when `scaled` has too few errors to learn from.
 */
export async function learnCoverage(training: Training, choice: Choice, rule: CoverageRule, train: Int32Array): Promise<LearnedCoverage> {
  const { prepared } = training;
  const segments = rule.by && (await segmentsOf(prepared, rule.by));
  const { rows, scores, ...fit } = await scored(training, choice, rule, train);
  const { weights } = prepared;
  const thresholds = segmentThresholds(scores, segments && pick(segments.codes, rows), segments?.rule.names.length ?? 0, {
    level: rule.level,
    ...(weights ? { weights: pick(weights, rows) } : {}),
  });
  if (!Number.isFinite(thresholds.all))
    throw mwError('MW_MODEL_COVERAGE_ROWS', { level: rule.level, rows: rows.length, least: leastConformalRows(rule.level) });
  return { ...fit, thresholds, segments };
}

interface Scored extends FurtherFit {
  readonly floor: number | null;
  readonly rows: Int32Array;
  readonly scores: Float64Array;
}

type CrossFit = ReturnType<typeof crossFitter>;

async function scored(training: Training, choice: Choice, rule: CoverageRule, train: Int32Array): Promise<Scored> {
  const crossFit = crossFitter(training, train);
  const { target } = training.prepared;
  const further = (fit: FurtherFit): Promise<CrossFitted> =>
    crossFit('learning what to promise', (x, rows, words) => fitFurther(training, x.training, rows, fit, words));
  const plain = { rule, chosen: choice.chosen };
  if (rule.method === 'quantile') {
    const { rows, margins } = await further(plain);
    const scores =
      rows.length === 0 ? new Float64Array(0) : intervalScores(pick(target.y, rows), baseOf('quantile', margins[0], margins, null));
    return { ...plain, floor: null, rows, scores };
  }
  const own = choice.outOfFold ?? (await pointFits(training, choice, crossFit));
  const y = pick(target.y, own.rows);
  if (target.task !== 'regression') {
    const [labels, method] = [target.labels.length, rule.method as SetMethod];
    const scores = setScores(method, probabilitiesOf(target.task, labels, own.margins), y, labels);
    return { ...plain, floor: null, rows: own.rows, scores };
  }
  const absolute = intervalScores(y, baseOf('absolute', own.margins, [], null));
  if (rule.method === 'absolute') return { ...plain, floor: null, rows: own.rows, scores: absolute };
  const errors = new Float64Array(training.prepared.rows).fill(NaN);
  own.rows.forEach((row, i) => (errors[row] = absolute[i]));
  const fit = { ...plain, errors };
  const { rows, margins } = await further(fit);
  if (rows.length === 0 && own.rows.length >= leastConformalRows(rule.level))
    throw mwError('MW_MODEL_COVERAGE_ERRORS', { rows: own.rows.length, least: LEAST_ERRORS });
  const floor = floorOf(absolute);
  return { ...fit, floor, rows, scores: pick(errors, rows).map((error, i) => error / Math.max(margins[0][i], floor)) };
}

/** Out-of-fold margins of a learner that was named, and so was not compared. */
async function pointFits(
  training: Training,
  { chosen }: Choice,
  crossFit: CrossFit,
): Promise<{ readonly rows: Int32Array; readonly margins: Float64Array }> {
  const { rows, margins } = await crossFit(chosen.learner.name, async (x, train, words) => [
    await fitOn(training, x.training, train, chosen, words),
  ]);
  return { rows, margins: margins[0] ?? new Float64Array(0) };
}

function floorOf(errors: Float64Array): number {
  const mean = errors.reduce((sum, error) => sum + error / errors.length, 0);
  return mean > 0 ? FLOOR * mean : 1;
}

/** The same with the errors that the judged fit made on its holdout, for the last fit learns from all rows. */
export function knownErrors(learned: LearnedCoverage, y: Float64Array, test: Int32Array, margins: Float64Array): LearnedCoverage {
  if (!learned.errors) return learned;
  const errors = learned.errors.slice();
  test.forEach((row, i) => (errors[row] = Math.abs(y[row] - margins[i])));
  return { ...learned, errors };
}
