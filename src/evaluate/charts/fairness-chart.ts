import type { Fairness } from '../fairness/index.js';
import { barChart } from './bar-chart.js';
import type { NumberStyle } from './format.js';
import type { Svg } from './svg.js';

/** One figure of every group of a protected column, with its interval. */
export function treatmentChart({ column, groups }: Fairness, figure: string, words: string, style: NumberStyle): Svg {
  const known = groups.flatMap(({ name, figures }) => (figures[figure] ? [{ name, ...figures[figure] }] : []));
  return barChart({
    title: `By ${column}`,
    desc: known.map(({ name, value }) => `${name}: ${value.toPrecision(3)}`).join('; '),
    rows: known,
    style,
    label: words,
  });
}
