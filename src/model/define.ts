import { hasTarget, mwError, type AnyTask, type Task } from '../core/index.js';
import { valueTypesOf, type Schema } from '../data/index.js';
import { fairnessFigures, figureNamed } from '../evaluate/index.js';
import { columnsOf, usedColumns, type Node, type Typed } from '../expr/index.js';
import { checkedCalibration, type CalibrationFor } from './calibration.js';
import { checkOptions, testOf, testsOf } from './check-options.js';
import { declaredOf, declaredTreatment, refuseProtectedAmounts, type Declared, type Payoff, type TreatPayoff } from './decide/index.js';
import {
  joinedSchema,
  taskOf,
  type AnyDefinition,
  type ColumnsOf,
  type DefinitionOf,
  type Features,
  type Learnable,
  type ProtectedColumn,
} from '../features/index.js';
import { judgedColumns } from './groups.js';
import type { LearnerChoice, Params } from '../learn/index.js';
import { checkCoverageNames, coverageRule, refuseProtectedBy, type CoverageOptions, type CoverageRule } from './coverage/index.js';
import { checkLimits, type ModelLimits } from './tune/limits.js';
import type { TuneOptions, TuneRules } from './tune/options.js';
import type { SegmentOptions } from './found/index.js';
import type { MonitorOptions, MonitorRules } from './watch/options.js';
import { monitorRules } from './watch/rules.js';

/** What a new version must show before it may become champion. */
export interface GateOptions {
  /** How much of the champion's metric a new one may lose at the low end of the paired interval (default 0.005 = 0.5%). */
  readonly tolerance?: number;
  /** Least values of metrics on the holdout: `{ auc: 0.7, 'auc: new customers': 0.65 }`, the latter in one slice. For errors (log_loss, rmse) the greatest value, and so for what groups of a protected column may be apart: `{ 'demographic_parity_difference: sex': 0.1 }`. */
  readonly floors?: Readonly<Record<string, number>>;
}

/** How a model is learned, judged, acted on and guarded. Everything has a default; `S` are the columns without the target, `A` the protected ones that the model may know. */
export interface ModelOptions<S extends Schema, T extends AnyTask, A = ProtectedColumn<S>> {
  /** A learner with its parameters: `gbdt({ trees: 300 })`. None: linear and gbdt are compared by cross-validation, for an uplift three methods over each; segments come from `kmeans`, outliers from `isolation_forest`. */
  readonly learner?: LearnerChoice<T>;
  /** The metric that chooses, in scikit-learn's name (default: log_loss for classes, rmse for numbers, silhouette for segments). */
  readonly metric?: string;
  readonly seed?: number;
  /** binary and uplift: money. Its amounts read no protected column that is not allowed. */
  readonly decide?: T extends 'binary' ? Payoff<Learnable<S, A>> : T extends 'uplift' ? TreatPayoff<Learnable<S, A>> : never;
  /** segment only: what segments are called. */
  readonly segments?: T extends 'segment' ? SegmentOptions : never;
  /** Intervals around numbers, or sets of labels, that hold the truth in a promised share of all rows: `{ level: 0.9, by: (c) => c.region }`. */
  readonly coverage?: T extends Task ? CoverageOptions<S, T> : never;
  /** How it is watched once it serves: alerts, notices, retraining. */
  readonly monitor?: MonitorOptions;
  readonly gate?: GateOptions;
  /** What a search for settings tries: `{ learners: ['gbdt'], space: { gbdt: { leaves: { low: 8, high: 64 } } } }`. */
  readonly tune?: [T] extends [Task] ? TuneOptions<T> : never;
  /** How probabilities are calibrated on rows that no fit learned from: `isotonic`, `beta`, `none` … (default `auto`). */
  readonly calibration?: [T] extends [Task] ? CalibrationFor<T> : never;
  /** What the model may take at most, as `--max-latency` and `--max-size` of one run say: a search keeps to it, and `train` without one says where it is not kept. */
  readonly limits?: [T] extends [Task] ? ModelLimits : never;
  /** Segments whose metrics are reported and gated: `(c) => ({ 'new customers': c.tenure.lt(12) })`. */
  readonly slices?: (c: ColumnsOf<S>) => Readonly<Record<string, Typed<'bool'>>>;
  /** Today's rule, for comparison: true where one would act without a model. */
  readonly currentRule?: (c: ColumnsOf<S>) => Typed<'bool'>;
}

/** The plain data of a model: what a project file exports. */
export interface Model<S extends Schema = Schema, T extends AnyTask = AnyTask> {
  readonly kind: 'millwright-model';
  readonly name: string;
  readonly problem: DefinitionOf<T>;
  readonly features: Readonly<Record<string, Node>>;
  readonly learner: { readonly learner: string; readonly params: Params } | undefined;
  readonly metric: string | undefined;
  readonly seed: number;
  readonly decide: Declared | undefined;
  readonly segments: SegmentOptions | undefined;
  readonly coverage: CoverageRule | undefined;
  readonly monitor: MonitorRules | undefined;
  readonly gate: GateOptions;
  readonly tune: TuneRules | undefined;
  readonly limits?: ModelLimits;
  /** Absent: `auto`. */
  readonly calibration?: string;
  readonly slices: Readonly<Record<string, Node>>;
  readonly currentRule: Node | undefined;
  /** Types only: the schema without the target, and the task. */
  readonly schema?: S;
  readonly task?: T;
}

/**
 * Names a set of features and says how to learn from it. The result is frozen data; `train` reads it.
 *
 * ```ts
 * import { csv, model, t } from 'millwright';
 *
 * const houses = csv('houses.csv', { rooms: t.int(), price: t.number({ unit: 'USD' }) });
 * export default model('price', houses.target('price').features((c) => ({ rooms: c.rooms })));
 * ```
 */
export function model<S extends Schema, T extends AnyTask, A = never>(
  name: string,
  features: Features<S, T, A>,
  options: ModelOptions<S, NoInfer<T>, NoInfer<A>> = {},
): Model<S, T> {
  if (typeof name !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) throw mwError('MW_MODEL_NAME', { name: String(name) });
  if (!features?.nodes) throw mwError('MW_MODEL_NO_FEATURES', { name });
  const { problem } = features;
  const task = taskOf(problem);
  checkOptions(options, task);
  checkNames(joinedSchema(problem.table), usedColumns(Object.values(features.nodes)));
  if (options.decide && task !== 'binary' && task !== 'uplift') throw mwError('MW_MODEL_DECIDE_TASK', { model: name, task });
  if (options.tune && !hasTarget(task)) throw mwError('MW_TUNE_TASK', { task });
  if (options.calibration !== undefined) checkedCalibration(task, options.calibration);
  if (options.limits && !hasTarget(task)) throw mwError('MW_TUNE_TASK', { task });
  if (options.limits) checkLimits(options.limits);
  if (options.segments && task !== 'segment') throw mwError('MW_MODEL_SEGMENTS_TASK', { model: name, task });
  if (options.metric !== undefined) figureNamed(options.metric, task);
  if (options.metric === 'money' && !options.decide) throw mwError('MW_MODEL_METRIC_MONEY', { model: name });
  const types = Object.fromEntries(
    Object.entries(valueTypesOf(joinedSchema(problem.table))).filter(([column]) => !toldColumns(problem).includes(column)),
  );
  const columns = (): ColumnsOf<S> => columnsOf(types) as unknown as ColumnsOf<S>;
  const coverage = options.coverage && coverageRule(options.coverage as CoverageOptions<S, 'regression'>, task, columns);
  if (coverage) {
    checkCoverageNames(joinedSchema(problem.table));
    refuseProtectedBy(coverage, joinedSchema(problem.table), problem.allowProtected);
  }
  const decide = options.decide && declaredBy(task)(options.decide as never, columns, problem.time !== undefined);
  if (decide) refuseProtectedAmounts(decide, joinedSchema(problem.table), problem.allowProtected, task);
  const slices = options.slices ? testsOf('slices', options.slices(columns())) : {};
  checkGate(options.gate ?? {}, task, Object.keys(slices), judgedColumns(joinedSchema(problem.table), problem.target));
  return Object.freeze({
    kind: 'millwright-model',
    name,
    problem,
    features: features.nodes,
    learner: options.learner && { learner: options.learner.learner, params: options.learner.params },
    metric: options.metric,
    seed: options.seed ?? 7,
    decide,
    segments: options.segments as SegmentOptions | undefined,
    coverage,
    monitor: options.monitor && monitorRules(options.monitor),
    gate: options.gate ?? {},
    tune: options.tune as TuneRules | undefined,
    ...(options.calibration === undefined ? {} : { calibration: options.calibration }),
    ...(options.limits ? { limits: options.limits } : {}),
    slices,
    currentRule: options.currentRule && testOf('currentRule', options.currentRule(columns())),
  });
}

/** The columns that say what is right, or what became of a row: nothing of a model may read them. */
const toldColumns = (problem: AnyDefinition): readonly string[] =>
  problem.target === null ? (problem.trial ? [problem.trial.outcome, problem.trial.treatment] : []) : [problem.target];

const declaredBy = (task: AnyTask) => (task === 'uplift' ? declaredTreatment : declaredOf);

const ANSWERS = /^(prediction|probability|decision|undecided|probability_.*|expected_treated|expected_control)$/i;

/** An id is handed through beside the answer, under its own name; artifacts refuse the name that could change what objects inherit. */
function checkNames(schema: Schema, inputs: readonly string[]): void {
  const column = Object.keys(schema).find((name) => schema[name].kind === 'id' && ANSWERS.test(name));
  if (column !== undefined)
    throw mwError('MW_MODEL_COLUMN_NAME', { column, reason: 'predictions bring a column of that name, and this id stands beside it' });
  if (inputs.includes('__proto__')) throw mwError('MW_MODEL_COLUMN_NAME', { column: '__proto__', reason: 'no artifact may hold it' });
}

/** A floor that names no metric or no slice would close the gate for ever: better to hear of it when the model is defined. */
function checkGate(
  { tolerance = 0, floors = {} }: GateOptions,
  task: AnyTask,
  slices: readonly string[],
  columns: readonly string[],
): void {
  if (!(tolerance >= 0 && tolerance <= 1))
    throw mwError('MW_MODEL_GATE', { what: 'tolerance', got: String(tolerance), due: 'a share from 0 to 1' });
  for (const [key, least] of Object.entries(floors)) {
    const { metric, segment } = floorKey(key);
    if (fairnessFigure(metric, task)) {
      if (segment === undefined || !groupings(columns).includes(segment))
        throw mwError('MW_MODEL_GATE', {
          what: `floor "${key}"`,
          got: segment === undefined ? 'no column behind a colon' : `the column "${segment}"`,
          due: columns.length ? `a protected column: ${groupings(columns).join(', ')}` : 'a protected column, and the schema protects none',
        });
    } else {
      figureNamed(metric, task);
      if (segment !== undefined && !slices.includes(segment))
        throw mwError('MW_MODEL_GATE', {
          what: `floor "${key}"`,
          got: `the slice "${segment}"`,
          due: slices.length ? `one of ${slices.join(', ')}` : 'a slice of the model, and it declares none',
        });
    }
    if (!Number.isFinite(least)) throw mwError('MW_MODEL_GATE', { what: `floor "${key}"`, got: String(least), due: 'a number' });
  }
}

/** Protected columns, and every two of them in the order of the schema. */
const groupings = (columns: readonly string[]): readonly string[] => [
  ...columns,
  ...columns.flatMap((a, i) => columns.slice(i + 1).map((b) => `${a} × ${b}`)),
];

/** How far groups are apart, as a floor names it; `undefined` for a metric. */
export const fairnessFigure = (name: string, task: AnyTask): ReturnType<typeof fairnessFigures>[number] | undefined =>
  hasTarget(task) ? fairnessFigures(task).find((figure) => figure.name === name) : undefined;

/** `auc` is a metric over all rows, `auc: new customers` over one slice, `demographic_parity_difference: sex` between the groups of a protected column. */
export function floorKey(key: string): { readonly metric: string; readonly segment?: string } {
  const [metric, ...segment] = key.split(':');
  return { metric: metric.trim(), ...(segment.length ? { segment: segment.join(':').trim() } : {}) };
}
