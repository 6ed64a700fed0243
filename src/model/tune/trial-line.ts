import { figure } from '../../core/index.js';
import type { Metric } from '../../evaluate/index.js';
import type { Trial } from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';

/** A trial in one line: `trial 12: gbdt, log_loss 0.4123 (best 0.4101, trial 7), 1.2 s`. */
export function trialLine(trial: Trial, best: Trial | undefined, { learner }: Candidate, metric: Metric): string {
  const value = ({ losses }: Trial): string => figure(metric.better === 'higher' ? -losses![0] : losses![0]);
  const how =
    trial.state === 'finished'
      ? `${metric.name} ${value(trial)}`
      : trial.state === 'pruned'
        ? `given up after ${trial.course.length === 1 ? 'one fold' : `${trial.course.length} folds`}`
        : trial.state === 'over'
          ? `over a limit: ${trial.reason}`
          : `failed: ${trial.reason}`;
  const first = best === undefined || best.number === trial.number ? '' : ` (best ${value(best)}, trial ${best.number})`;
  return `trial ${trial.number}: ${learner.name}, ${how}${first}, ${trial.seconds.toFixed(1)} s`;
}
