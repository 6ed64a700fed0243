import { barChart } from './bar-chart.js';
import { metricStyle } from './format.js';
import { percent } from './share-axis.js';
import type { Svg } from './svg.js';

/** A gain of one version over another, with its interval, on all rows or in a part of them. */
export interface NamedGain {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How much better one version is than another, on all rows (the first) and in parts of them; 0 is no difference. `currency`: of a metric in money. */
export function gainsChart(gains: readonly NamedGain[], metric: string, currency?: string): Svg {
  return barChart({
    title: 'How much better, and where',
    desc: gains.map(({ name, value }) => `${name}: ${value.toPrecision(2)}`).join('; '),
    rows: gains.map((gain, i) => ({ ...gain, tone: i === 0 ? 'second' : gain.high < 0 ? 'bad' : 'first' })),
    style: metricStyle(metric, currency),
    label: `better by, in ${metric}, 95% interval; left of 0 it is worse`,
  });
}

const IMPORTANCE = { title: 'What matters more, and what less', label: 'change of its share in all that moves the answers' };

/** By how much shares have changed: of features in all importance, or of what `words` say. */
export function shiftsChart(
  shifts: readonly { readonly name: string; readonly shift: number }[],
  { title, label }: { readonly title: string; readonly label: string } = IMPORTANCE,
): Svg {
  return barChart({
    title,
    desc: shifts.map(({ name, shift }) => `${name}: ${shift > 0 ? '+' : '−'}${percent(Math.abs(shift))}`).join('; '),
    rows: shifts.map(({ name, shift }) => ({ name, value: shift })),
    style: { style: 'percent' },
    label,
    most: 12,
  });
}
