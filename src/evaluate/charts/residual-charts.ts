import type { Residuals } from '../curves/index.js';
import { figureFormatter } from './format.js';
import { histogramChart } from './histogram-chart.js';
import { scatterChart } from './scatter-chart.js';
import type { Svg } from './svg.js';

/** Predicted against true values, with means. */
export function residualsChart({ points, byPredicted, bias, quantiles }: Residuals, target: string): Svg {
  const text = figureFormatter({ style: 'number' }, Math.max(Math.abs(quantiles.p05), Math.abs(quantiles.p95)));
  return scatterChart({
    title: 'Predicted and true values',
    desc: `${points.length} rows; the mean error is ${text(bias)}, and nine in ten errors lie between ${text(quantiles.p05)} and ${text(quantiles.p95)}.`,
    x: { label: `Predicted ${target}` },
    y: { label: `True ${target}` },
    points,
    line: { name: 'mean truth of each tenth', points: byPredicted },
    diagonal: 'exact',
  });
}

/** Distribution of the errors. */
export function errorsChart({ histogram, quantiles }: Residuals, target: string): Svg {
  const text = figureFormatter({ style: 'number' }, Math.max(Math.abs(quantiles.p05), Math.abs(quantiles.p95)));
  return histogramChart({
    title: 'How far off are the predictions?',
    desc: `Half of the errors lie between ${text(quantiles.p25)} and ${text(quantiles.p75)}.`,
    x: { label: `Predicted − true ${target}` },
    y: { label: 'Share of the rows' },
    groups: [{ name: 'rows', histogram }],
    cut: { at: 0, label: 'exact' },
  });
}
