import { didYouMean, mwError } from '../../core/index.js';
import type { Task } from '../../learn/index.js';
import { accuracy } from './accuracy.js';
import { auc } from './auc.js';
import { aucOvr } from './auc-ovr.js';
import { averagePrecision } from './average-precision.js';
import { balancedAccuracy } from './balanced-accuracy.js';
import { brier } from './brier.js';
import { ece } from './ece.js';
import { logLoss } from './log-loss.js';
import { mcc } from './mcc.js';
import { medianAbsoluteError } from './median-absolute-error.js';
import type { Metric } from './metric.js';
import { moneyPerRow } from './money.js';
import { f1, precision, recall } from './precision-recall-f1.js';
import { r2 } from './r2.js';
import { mape, poissonDeviance, rmsle } from './relative.js';
import { mae, rmse } from './rmse-mae.js';

/** Every metric, in the order in which reports print them. A new metric is a file and a name here. */
export const metrics: readonly Metric[] = [
  auc,
  aucOvr,
  averagePrecision,
  logLoss,
  brier,
  accuracy,
  balancedAccuracy,
  precision,
  recall,
  f1,
  mcc,
  ece,
  rmse,
  mae,
  medianAbsoluteError,
  r2,
  mape,
  rmsle,
  poissonDeviance,
];

/** Only on request: they answer a question that not every target asks. */
const onRequest: readonly Metric[] = [rmsle, poissonDeviance];

/** The metrics that a report of the task carries; at least five. */
export function metricsOf(task: Task): readonly Metric[] {
  return metrics.filter((metric) => metric.tasks.includes(task) && !onRequest.includes(metric));
}

/** The metric by which models of a task are chosen unless told otherwise: `rmse` for regression, else `log_loss`. */
export function selectionMetric(task: Task): Metric {
  return task === 'regression' ? rmse : logLoss;
}

/**
 * The metric of a name, for a task when one is given; `money` too, which no table holds: it needs a sample with a payoff.
 * Throws `MW_EVALUATE_METRIC_UNKNOWN` (with the nearest name) or `MW_EVALUATE_METRIC_TASK`.
 */
export function metricNamed(name: string, task?: Task): Metric {
  const all = [...metrics, moneyPerRow];
  const known = all.filter((metric) => task === undefined || metric.tasks.includes(task)).map((metric) => metric.name);
  const found = all.find((metric) => metric.name === name);
  if (!found) throw mwError('MW_EVALUATE_METRIC_UNKNOWN', { name, hint: didYouMean(name, known), known }, { where: 'metric' });
  if (task && !found.tasks.includes(task))
    throw mwError('MW_EVALUATE_METRIC_TASK', { name, task, tasks: found.tasks, known }, { where: 'metric' });
  return found;
}

export { gain, metricValue, type Metric, type Weigh } from './metric.js';
export { rankAscending, type Ranked } from './ranked.js';
export { ECE_BINS } from './ece.js';
