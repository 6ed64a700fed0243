import type { AccumulatedEffects } from '../explain/index.js';
import { dependenceChart } from './dependence-chart.js';
import type { NumberStyle } from './format.js';
import type { ReadNumber } from './heat-chart.js';
import type { Svg } from './svg.js';

/** How the values of the features that matter most move what is predicted, beside the mean row; `texts` say how numbers that are dates read, by feature. */
export function accumulatedCharts(
  features: readonly AccumulatedEffects[],
  style: NumberStyle,
  of: string,
  texts?: ReadonlyMap<string, ReadNumber>,
): Svg {
  return dependenceChart({
    title: `How the features move ${of}`,
    note: 'Above 0 the value raises it, below 0 it lowers it, beside the mean row; other features stay as they are in such rows',
    desc: `What the value of one feature adds or takes away, beside the mean row: ${features.map((f) => f.feature).join(', ')}.`,
    features: features.map(({ feature, kind, points }) => ({
      feature,
      kind,
      points: points.map(({ value, effect }) => ({ value, mean: effect, low: effect, high: effect })),
    })),
    bars: true,
    style,
    texts,
  });
}
