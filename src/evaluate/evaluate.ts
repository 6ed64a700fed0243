import { mwError } from '../core/index.js';
import type { Task } from '../learn/index.js';
import { calibrationSummary } from './calibration/index.js';
import { confusionTable } from './confusion.js';
import { histogram, rankingCurve, residualsOf, type Histogram } from './curves/index.js';
import type { Evaluation } from './evaluation.js';
import { fairnessOf, withCrossed, type GroupColumn } from './fairness/index.js';
import { metricIntervals, pairedInterval } from './intervals.js';
import { metricNamed, metricsOf, metricValue, selectionMetric, type Metric } from './metrics/index.js';
import { breakEven, decideRows, evaluateMoney, type DecisionRule, type Payoff, type Running } from './money/index.js';
import type { Resampling } from './resample.js';
import { scored, type Acting, type Scored } from './scored.js';
import { evaluateSlices, type SliceMask } from './slices.js';

/** What a model said of rows that it never saw, the truth, and what else is wanted. */
export interface EvaluateInput extends Resampling {
  readonly task: Task;
  /** multiclass: how many classes; otherwise 1, as a predictor's outputs. */
  readonly classes: number;
  /** As a learner's target: the value, 0 or 1, or 0 … classes − 1. */
  readonly y: Float64Array;
  /** Of rows that the model never saw; as a predictor writes them. */
  readonly margins: Float64Array;
  /** Margins of the constant model, fitted where the model was: its figures stand beside the model's. */
  readonly baseline?: Float64Array;
  readonly weights?: Float64Array;
  /** Classification: class names in order; binary: negative, positive. Absent means 0, 1, … */
  readonly labels?: readonly string[];
  /** Names of metrics; absent means all that a report of the task carries. */
  readonly metrics?: readonly string[];
  /** The metric that skill and slices go by; absent means the task's selection metric. */
  readonly by?: string;
  /** Binary: what acting is worth. */
  readonly payoff?: Payoff;
  /** Binary: from which probability rows are acted on, chosen on other rows (see `chooseThreshold`). */
  readonly threshold?: number;
  /** Binary: how it is decided, where the threshold does not say it all. */
  readonly deciding?: Omit<DecisionRule, 'threshold'>;
  /** Binary: what it costs to run. */
  readonly running?: Running;
  /** Binary: per row 1 where today's rule acts. */
  readonly rule?: ArrayLike<number>;
  readonly slices?: readonly SliceMask[];
  /** Slices and groups with fewer rows are not judged. Absent means 30. */
  readonly leastRows?: number;
  /** Whose groups are compared: protected columns. */
  readonly groups?: readonly GroupColumn[];
}

/**
 * Everything worth knowing of a model on rows that it never saw: metrics with intervals beside a baseline's, calibration,
 * curves, confusion, money, slices. Pure: the same input gives the same record.
 *
 * Label metrics (accuracy, f1 …) call a row positive from probability 0.5, as scikit-learn does, whatever the money's
 * threshold is; the confusion table and the protected groups go by what the money decides. Time: 10,000 rows, all of a binary task, about a second.
 *
 * Throws `MW_EVALUATE_LENGTH`, `MW_EVALUATE_NOT_FINITE`, `MW_EVALUATE_METRIC_UNKNOWN`, `MW_EVALUATE_METRIC_TASK`,
 * `MW_EVALUATE_PAYOFF` or, for no rows, `MW_EVALUATE_SPLIT_ROWS`.
 */
export function evaluate(input: EvaluateInput): Evaluation {
  const { task, classes, y, margins, weights, seed } = input;
  if (y.length === 0) throw mwError('MW_EVALUATE_SPLIT_ROWS', { what: 'an evaluation', got: 0, due: 1, of: 'row' });
  const acting = actingOf(input);
  const sample = scored(task, classes, y, margins, weights, acting);
  const base = input.baseline && scored(task, classes, y, input.baseline, weights, acting);
  const by = input.by === undefined ? selectionMetric(task) : metricNamed(input.by, task);
  const asked = input.metrics?.map((name) => metricNamed(name, task)) ?? reported(by, task);
  const omitted = reasonsToOmit(asked, sample);
  const told = asked.filter((metric) => !(metric.name in omitted));
  const skill = base && pairedInterval(by, sample, base, input);
  const decided = decidedOf(input, sample);
  const own = task === 'regression' ? { residuals: residualsOf(y, sample.scores, seed, weights) } : classification(input, sample, decided);
  return {
    task,
    rows: y.length,
    ...(task === 'regression' ? {} : { labels: labelsOf(input) }),
    metrics: metricIntervals(told, sample, input),
    baseline: base ? metricIntervals(told, base, input) : {},
    ...(skill && Object.values(skill).every(Number.isFinite) ? { skill: { metric: by.name, ...skill } } : {}),
    omitted,
    ...own,
    ...sliced(input, sample, by),
    ...treatment(input, decided),
  };
}

/** The metrics of a report, and the one that models are chosen by. */
function reported(by: Metric, task: Task): readonly Metric[] {
  const all = metricsOf(task);
  return all.includes(by) ? all : [...all, by];
}

/** What a metric in money goes by. */
function actingOf({ payoff, threshold, deciding }: EvaluateInput): Acting | undefined {
  return payoff && { payoff, rule: { ...deciding, threshold: threshold ?? breakEven(payoff) } };
}

/** The rows called as they are decided about: by the threshold where it says it all, else as the rule picks them. */
function decidedOf(input: EvaluateInput, sample: Scored): Scored {
  const { payoff, rule } = actingOf(input) ?? {};
  const threshold = rule?.threshold ?? input.threshold;
  const isByThreshold = !rule?.limit && (rule?.policy ?? 'threshold') === 'threshold' && !payoff?.undecided;
  if (payoff && rule && !isByThreshold) return { ...sample, acts: decideRows(rule, payoff, sample.scores, sample.weights).acts };
  return threshold === undefined ? sample : { ...sample, threshold };
}

function reasonsToOmit(asked: readonly Metric[], sample: Scored): Record<string, string> {
  return Object.fromEntries(
    asked.flatMap((metric) => {
      const reason =
        metric.unsuitable?.(sample) ?? (Number.isFinite(metricValue(metric, sample)) ? undefined : 'it is undefined on these rows');
      return reason === undefined ? [] : [[metric.name, reason]];
    }),
  );
}

function labelsOf({ task, classes, labels }: EvaluateInput): readonly string[] {
  return labels ?? Array.from({ length: task === 'binary' ? 2 : classes }, (_, k) => String(k));
}

function classification(
  input: EvaluateInput,
  sample: Scored,
  decided: Scored,
): Pick<Evaluation, 'confusion' | 'calibration' | 'ranking' | 'scores' | 'money'> {
  const calibration = calibrationSummary(sample, input.margins);
  if (input.task === 'multiclass') return { confusion: confusionTable(decided, labelsOf(input)), calibration };
  const money = input.payoff && evaluateMoney({ ...input, ...input.deciding, payoff: input.payoff, probability: sample.scores });
  return {
    confusion: confusionTable(decided, labelsOf(input)),
    calibration,
    ranking: rankingCurve(sample),
    scores: { negative: scoresOfClass(sample, 0), positive: scoresOfClass(sample, 1) },
    ...(money ? { money } : {}),
  };
}

function scoresOfClass({ y, scores, weights }: Scored, of: 0 | 1): Histogram {
  const own = Float64Array.from(y, (real, i) => (real === of ? (weights?.[i] ?? 1) : 0));
  return histogram(scores, 25, own, [0, 1]);
}

/** How protected groups are treated, called as decisions are. */
function treatment(input: EvaluateInput, decided: Scored): Pick<Evaluation, 'fairness'> {
  const { groups = [] } = input;
  if (groups.length === 0) return {};
  const labels = input.task === 'regression' ? [] : labelsOf(input);
  return { fairness: withCrossed(groups).map((column) => fairnessOf(decided, labels, column, input)) };
}

/** The metric that decides, and beside it one that readers know. */
const COMPANION = { binary: 'auc', multiclass: 'accuracy', regression: 'mae' } as const;

function sliced(input: EvaluateInput, sample: Scored, by: Metric): Pick<Evaluation, 'slices' | 'smallSlices'> {
  const companion = metricNamed(COMPANION[input.task]);
  const { slices, small } = evaluateSlices(by === companion ? [by] : [by, companion], sample, input.slices ?? [], input);
  return { slices, smallSlices: small };
}
