import { count, figure as shown, percent, type Task } from '../core/index.js';
import type { LearningCurve, NoiseCeiling } from '../evaluate/index.js';

const figure = (value: number): string => shown(value, 3);

/** Whether more rows would help, in a sentence with its figures. */
export function curveSentence({ metric, points, expected, nextDoubling, worthwhile, verdict }: LearningCurve): string {
  const { rows, value } = points[points.length - 1];
  const span = `95% interval of the gain ${figure(nextDoubling.low)} to ${figure(nextDoubling.high)}`;
  const move = `${metric} would go from ${figure(value)} to about ${figure(expected.value)}`;
  const twice = `twice the ${count(rows, 'row')}`;
  if (verdict === 'would') return `More data would help: with ${twice}, ${move} (${span}).`;
  if (verdict === 'would not')
    return `More data would not help: with ${twice}, ${metric} would gain ${figure(nextDoubling.high)} at most, less than the ${figure(worthwhile)} that would be worth while.`;
  if (nextDoubling.low > 0 && nextDoubling.value < worthwhile)
    return `More data would help a little, likely less than is worth while: with ${twice}, ${move} (${span}); a gain of ${figure(worthwhile)} would be worth while.`;
  return `Whether more data would help cannot be told from these rows: with ${twice}, ${move} (${span}).`;
}

/** How far a better model of the same features could go, in a sentence or two. */
export function ceilingSentence(task: Task, { avoidable, metrics }: NoiseCeiling): string {
  const [name, bound] = Object.entries(metrics)[0];
  const what = task === 'regression' ? 'squared error' : 'squared error of its probabilities';
  const better =
    avoidable.low > 0
      ? `Rows that are alike err alike: a better model of the same features could avoid ${percent(avoidable.value)} or more of the ${what} (95% interval ${percent(avoidable.low)} to ${percent(avoidable.high)}).`
      : `Rows that are alike do not err alike: nothing shows that another model of the same features would do better; new features may.`;
  if (task === 'regression') return `${better} That would be an ${name} of ${figure(bound.value)}.`;
  const promised = ['log_loss', 'accuracy'].flatMap((of) => (metrics[of] ? [`${of} ${figure(metrics[of].value)}`] : []));
  return `${better} If its probabilities are the truth, about ${promised.join(' and ')} is the most that anybody reaches who knows these features.`;
}
