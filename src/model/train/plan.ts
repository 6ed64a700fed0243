import { availableParallelism } from 'node:os';
import { mwError, type AnyTask, type TargetlessTask, type Task } from '../../core/index.js';
import type { Schema } from '../../data/index.js';
import { checkedCalibration } from '../calibration.js';
import {
  measureNamed,
  measuresOf,
  metricNamed,
  selectionMetric,
  type CalibrationMethod,
  type Measure,
  type Metric,
} from '../../evaluate/index.js';
import { joinedSchema, taskOf, type FeatureSettings } from '../../features/index.js';
import { learnerFor, settingsFor, type Learner, type Params } from '../../learn/index.js';
import { checkCoverageNames, coverageRule, type CoverageRule } from '../coverage/index.js';
import type { Model } from '../define.js';
import { featureSpace } from '../tune/feature-space.js';
import { limitsOf, type Limits } from '../tune/limits.js';
import { paramsIn, scopeOf } from '../tune/scope.js';
import { tuningOf, type AskedTuning } from '../tune/tuning.js';
import { namedCategories, namedIn, type NamedColumns } from './named-features.js';
import type { TrainOptions } from './settings.js';

/** A learner with its full settings. */
export interface Candidate<T extends AnyTask = Task> {
  readonly learner: Learner<T>;
  readonly params: Params;
  /** How features are made for it, where a search varies that; absent: as defined. */
  readonly features?: FeatureSettings;
}

/** What a training will do, settled and checked before any data is read. */
export interface Plan<T extends AnyTask = Task> {
  readonly task: T;
  /** The metric that chooses, and that gates compare. */
  readonly metric: [T] extends [Task] ? Metric : Measure;
  /** More than one: cross-validation chooses among them; without a target, the metric over resampled rows does. */
  readonly candidates: readonly Candidate<T>[];
  readonly seed: number;
  /** Most threads that a learner may use. What is learned does not depend on it, so that nothing records it. */
  readonly threads: number;
  /** How probabilities are calibrated; `auto`: in the way of the task, where it pays. */
  readonly calibration: 'auto' | CalibrationMethod;
  /** What the model may take at most: kept by a search, and told where none was made. Empty for no limits. */
  readonly limits: Limits;
  /** Columns that parameters of the learners name; absent without a target. */
  readonly named?: NamedColumns;
  /** Settings are searched for, beginning with those of the candidates. */
  readonly tuning?: AskedTuning;
  /** What is to be promised of every prediction. */
  readonly coverage?: CoverageRule;
}

/** What `train` compares when no learner is named: the simplest first, so that equal ones go to the simpler. */
const DEFAULT_LEARNERS = ['linear', 'gbdt'] as const;

/** The plan that a definition and the options of one run make. Throws where a name, a parameter or a task does not fit. */
export function planOf(model: Model<Schema, Task>, options: TrainOptions): Plan {
  const task = taskOf(model.problem);
  const metric = options.metric ?? model.metric;
  if (metric === 'money' && !model.decide) throw mwError('MW_MODEL_METRIC_MONEY', { model: model.name });
  const named = namedLearner(model, options);
  const coverage = plannedCoverage(model, options, task);
  const scope = options.tuning && scopeOf(task, named, model.tune, options.tuning.space, options.params);
  const names = scope ? scope.learners : DEFAULT_LEARNERS;
  const candidates = named ? [candidate(task, named.learner, named.params)] : names.map((name) => candidate(task, name, {}));
  const columns = namedIn(scope ? paramsIn(scope) : candidates.map(({ params }) => params));
  const asDefined = namedCategories(model.features, columns);
  const features = scope?.chosenFeatures && featureSpace(scope.chosenFeatures, model.features, task, asDefined);
  const limits = limitsOf(options.tuning ?? {}, model.limits);
  return {
    task,
    limits,
    calibration: checkedCalibration(task, options.calibration ?? model.calibration),
    metric: metric === undefined ? selectionMetric(task) : metricNamed(metric, task),
    candidates,
    seed: options.seed ?? model.seed,
    threads: options.threads ?? availableParallelism(),
    named: columns,
    ...(scope ? { tuning: tuningOf(options.tuning, { ...scope, learners: candidates, features, limits }) } : {}),
    ...(coverage ? { coverage } : {}),
  };
}

/** The coverage of the definition, at the level of the options where they name one. */
function plannedCoverage({ coverage, problem }: Model, { coverage: level }: TrainOptions, task: AnyTask): CoverageRule | undefined {
  if (level === undefined) return coverage;
  checkCoverageNames(joinedSchema(problem.table));
  const { method, by } = coverage ?? {};
  return { ...coverageRule({ level, method }, task, () => ({}) as never), ...(by ? { by } : {}) };
}

/** What finds segments, outliers and effects when no learner is named. */
const FINDERS: Readonly<Record<TargetlessTask, string>> = { segment: 'kmeans', outlier: 'isolation_forest', uplift: 'x_learner' };

/** Numbers of segments that are tried when none is given. */
const SEGMENTS = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** What learns outcome and effect when `train` compares ways to learn an uplift: a large tree would learn the noise of so small a signal. */
const PARTS: readonly Params[] = [
  { outcome: { learner: 'linear', params: {} }, effect: { learner: 'linear', params: {} } },
  { outcome: { learner: 'gbdt', params: { trees: 60, leaves: 6 } }, effect: { learner: 'gbdt', params: { trees: 40, leaves: 4 } } },
];

/** What `train` compares when no learner of an uplift is named, the simplest first. */
const upliftCandidates = (): readonly Candidate<'uplift'>[] =>
  PARTS.flatMap(({ outcome, effect }) => [
    candidate('uplift', 't_learner', { outcome }),
    candidate('uplift', 'x_learner', { outcome, effect }),
    candidate('uplift', 'r_learner', { outcome, effect }),
  ]);

/** The same for rows without a target. A learner that is told how many segments to make, and was not, is tried with several numbers. */
export function rowsPlanOf<T extends TargetlessTask>(model: Model<Schema, T>, options: TrainOptions): Plan<T> {
  const task = taskOf(model.problem) as T;
  const metric = options.metric ?? model.metric;
  const named = namedLearner(model, options) ?? (options.params && { learner: FINDERS[task], params: options.params });
  const { learner, params } = named ?? { learner: FINDERS[task], params: {} };
  if (options.tuning) throw mwError('MW_TUNE_TASK', { task });
  if (options.coverage !== undefined) throw mwError('MW_MODEL_COVERAGE_TASK', { task });
  checkedCalibration(task, options.calibration);
  const first = candidate(task, learner, params);
  const isOpen = isTold(first.learner) && params['segments'] === undefined;
  return {
    task,
    limits: {},
    calibration: 'none',
    metric: (metric === undefined ? measuresOf(task)[0] : measureNamed(metric, task)) as Plan<T>['metric'],
    candidates:
      task === 'uplift' && !named
        ? (upliftCandidates() as unknown as Plan<T>['candidates'])
        : isOpen
          ? SEGMENTS.map((segments) => candidate(task, learner, { ...params, segments }))
          : [first],
    seed: options.seed ?? model.seed,
    threads: options.threads ?? availableParallelism(),
  };
}

/** Whether a learner must be told how many segments to make; one with the default 0 finds out. */
const isTold = ({ params: { segments } }: Pick<Learner<never>, 'params'>): boolean => segments !== undefined && segments.default !== 0;

/** The learner of the options, else the model's own; parameters of the options are laid over those of the model. */
function namedLearner(model: Model, { learner, params }: TrainOptions): { learner: string; params: Params } | undefined {
  if (learner !== undefined && learner !== model.learner?.learner) return { learner, params: params ?? {} };
  if (model.learner) return { learner: model.learner.learner, params: { ...model.learner.params, ...params } };
  if (params && model.problem.target !== null) throw mwError('MW_MODEL_PARAMS_WHOSE', { params: Object.keys(params) });
  return undefined;
}

/** A learner by name with its settings filled up. Throws where it does not know the task or a parameter. */
export function candidate<T extends AnyTask>(task: T, name: string, params: Params): Candidate<T> {
  return { learner: learnerFor(task, name), params: settingsFor(task, name, params) };
}
