import { mwError, type Task } from '../../core/index.js';
import { metricNamed, selectionMetric, type Metric } from '../../evaluate/index.js';
import { taskOf } from '../../features/index.js';
import { learnerFor, resolveParams, type Learner, type Params } from '../../learn/index.js';
import type { Model } from '../define.js';
import type { TrainOptions } from './settings.js';

/** A learner with its full settings. */
export interface Candidate {
  readonly learner: Learner;
  readonly params: Params;
}

/** What a training will do, settled and checked before any data is read. */
export interface Plan {
  readonly task: Task;
  /** The metric that chooses, and that gates compare. */
  readonly metric: Metric;
  /** More than one: cross-validation chooses among them. */
  readonly candidates: readonly Candidate[];
  readonly seed: number;
  readonly threads: number;
}

/** What `train` compares when no learner is named: the simplest first, so that equal ones go to the simpler. */
const DEFAULT_LEARNERS = ['linear', 'gbdt'] as const;

/** The plan that a definition and the options of one run make. Throws where a name, a parameter or a task does not fit. */
export function planOf(model: Model, options: TrainOptions): Plan {
  const task = taskOf(model.problem);
  const metric = options.metric ?? model.metric;
  const named = namedLearner(model, options);
  const candidates = named ? [candidate(task, named.learner, named.params)] : DEFAULT_LEARNERS.map((name) => candidate(task, name, {}));
  return {
    task,
    metric: metric === undefined ? selectionMetric(task) : metricNamed(metric, task),
    candidates,
    seed: options.seed ?? model.seed,
    threads: options.threads ?? 1,
  };
}

/** The learner of the options, else the model's own; parameters of the options are laid over those of the model. */
function namedLearner(model: Model, { learner, params }: TrainOptions): { learner: string; params: Params } | undefined {
  if (learner !== undefined && learner !== model.learner?.learner) return { learner, params: params ?? {} };
  if (model.learner) return { learner: model.learner.learner, params: { ...model.learner.params, ...params } };
  if (params) throw mwError('MW_MODEL_PARAMS_WHOSE', { params: Object.keys(params) });
  return undefined;
}

/** A learner by name with its settings filled up. Throws where it does not know the task or a parameter. */
export function candidate(task: Task, name: string, params: Params): Candidate {
  const learner: Learner = learnerFor(task, name);
  return { learner, params: resolveParams(name, learner.params, params) };
}
