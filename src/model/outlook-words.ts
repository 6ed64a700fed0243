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
  return `Whether more data would help cannot be told from these rows: with ${twice}, ${move} (${span}).`;
}

/** How much of the error is noise, in a sentence. */
export function ceilingSentence(task: Task, { unavoidable: { share }, metrics }: NoiseCeiling): string {
  const known = share.low > 0.9 ? 'Nearly all' : `Up to ${percent(share.value)}`;
  const best = Object.entries(metrics)
    .slice(0, 2)
    .map(([name, { value }]) => `${name} ${figure(value)}`);
  const what = task === 'regression' ? 'squared error' : 'error of the probabilities';
  return `${known} of its ${what} is noise that no model of these features avoids (95% interval ${percent(share.low)} to ${percent(share.high)}): about ${best.join(', ')} is the best to be had of them.`;
}
