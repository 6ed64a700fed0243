import {
  bothLabels,
  calledClasses,
  intervalsAt,
  scoresOf,
  setsAt,
  thresholdsOf,
  type Bounds,
  type IntervalBase,
  type SetMethod,
} from '../../evaluate/index.js';
import type { Task } from '../../core/index.js';
import type { CoverageMethod } from './rule.js';
import type { ServedCoverage } from './served.js';

/** What is promised of rows: the ends of an interval each, or which labels are in a set each (1 or 0, rows × labels). */
export type Promised = { readonly kind: 'intervals'; readonly bounds: Bounds } | { readonly kind: 'sets'; readonly sets: Uint8Array };

/** What a model says of some rows: calibrated margins, and what its further predictors say. */
export interface Forecast {
  readonly task: Task;
  /** How many labels; 0 for a regression. */
  readonly labels: number;
  readonly margins: Float64Array;
  readonly further: readonly Float64Array[];
  readonly segments: Int32Array | undefined;
}

type Rule = Pick<ServedCoverage, 'method' | 'thresholds' | 'floor'>;

/** The intervals or sets of rows. */
export function promised({ method, thresholds, floor }: Rule, forecast: Forecast): Promised {
  const { task, labels, margins, further, segments } = forecast;
  if (task !== 'regression') {
    const probabilities = probabilitiesOf(task, labels, margins);
    const rows = probabilities.length / labels;
    const own = thresholdsOf(thresholds, segments, rows);
    return { kind: 'sets', sets: setsAt(method as SetMethod, probabilities, own, labels, { called: calledBy(task, rows, margins) }) };
  }
  const own = thresholdsOf(thresholds, segments, margins.length);
  return { kind: 'intervals', bounds: intervalsAt(baseOf(method, margins, further, floor), own, margins) };
}

/** The label that is answered: of two equally likely ones the second. */
function calledBy(task: Exclude<Task, 'regression'>, rows: number, margins: Float64Array): Int32Array {
  const classes = margins.length / rows;
  return calledClasses({ task, classes, y: new Float64Array(rows), scores: scoresOf(task, classes, margins) });
}

/** What the intervals of a regression grow from. */
export function baseOf(
  method: CoverageMethod,
  margins: Float64Array,
  further: readonly Float64Array[],
  floor: number | null,
): IntervalBase {
  if (method === 'quantile') return { from: further[0], to: further[1] };
  const point = { from: margins, to: margins };
  return method === 'scaled' ? { ...point, scale: further[0].map((error) => Math.max(error, floor!)) } : point;
}

/** The probability of every label, rows × labels. */
export const probabilitiesOf = (task: Exclude<Task, 'regression'>, labels: number, margins: Float64Array): Float64Array =>
  task === 'binary' ? bothLabels(scoresOf('binary', 1, margins)) : scoresOf('multiclass', labels, margins);

/** The labels of one row's set. */
export const labelsIn = (sets: Uint8Array, row: number, labels: readonly string[]): readonly string[] =>
  labels.filter((_, k) => sets[row * labels.length + k] === 1);
