import { didYouMean, hasTarget, mwError, type AnyTask, type TargetlessTask } from '../../core/index.js';
import { metricNamed, metricsOf } from '../metrics/index.js';

/** A figure of rows without a truth to compare with. */
export interface Measure {
  readonly name: string;
  readonly tasks: readonly TargetlessTask[];
  readonly better: 'higher';
  readonly range: readonly [number, number];
  /** What it tells, for a reader who is no statistician. One sentence. */
  readonly doc: string;
}

/** Every measure, in the order in which reports print them; the first of a task is the one that chooses and gates. */
export const measures: readonly Measure[] = [
  {
    name: 'silhouette',
    tasks: ['segment'],
    better: 'higher',
    range: [-1, 1],
    doc: 'How much nearer rows are to their own segment than to the next one: 1 far apart, 0 touching.',
  },
  {
    name: 'stability',
    tasks: ['segment', 'outlier'],
    better: 'higher',
    range: [-1, 1],
    doc: 'How far two fits on different draws of the rows agree: 1 entirely, 0 no more than chance.',
  },
  {
    name: 'qini',
    tasks: ['uplift'],
    better: 'higher',
    range: [-Infinity, Infinity],
    doc: 'How far treating the most promising first is ahead of treating by lot, over all shares that might be treated: 0 is no better than a lot.',
  },
  {
    name: 'auuc',
    tasks: ['uplift'],
    better: 'higher',
    range: [-Infinity, Infinity],
    doc: 'The mean gain per row over all shares that might be treated, the most promising first; by lot it is half of the effect on everyone.',
  },
];

/** The measures of a task. */
export const measuresOf = (task: TargetlessTask): readonly Measure[] => measures.filter((m) => m.tasks.includes(task));

/** The measure of a name, for a task. Throws `MW_EVALUATE_METRIC_UNKNOWN` or `MW_EVALUATE_METRIC_TASK`. */
export function measureNamed(name: string, task: TargetlessTask): Measure {
  const known = measuresOf(task).map((m) => m.name);
  const found = measures.find((m) => m.name === name);
  if (!found) throw mwError('MW_EVALUATE_METRIC_UNKNOWN', { name, hint: didYouMean(name, known), known }, { where: 'metric' });
  if (!found.tasks.includes(task)) throw mwError('MW_EVALUATE_METRIC_TASK', { name, task, tasks: found.tasks, known }, { where: 'metric' });
  return found;
}

/** What a metric or a measure is called and which way is better. */
export type FigureHead = Pick<Measure, 'name' | 'range' | 'doc'> & { readonly better: 'higher' | 'lower' };

/** The metrics or measures of any task. */
export const figuresOf = (task: AnyTask): readonly FigureHead[] => (hasTarget(task) ? metricsOf(task) : measuresOf(task));

/** The metric or measure of a name, for any task. Throws `MW_EVALUATE_METRIC_UNKNOWN` or `MW_EVALUATE_METRIC_TASK`. */
export const figureNamed = (name: string, task: AnyTask): FigureHead =>
  hasTarget(task) ? metricNamed(name, task) : measureNamed(name, task);
