import type { CalibrationSummary } from '../calibration/index.js';
import type { ConfusionTable } from '../confusion.js';
import type { Evaluation } from '../evaluation.js';
import { histogramChart } from './histogram-chart.js';
import { reliabilityChart } from './reliability-chart.js';
import { percent } from './share-axis.js';
import type { Svg } from './svg.js';
import { tableChart } from './table-chart.js';

/** Forecast against what came. */
export function calibrationChart({ bins, slope }: CalibrationSummary): Svg {
  const verdict = slope < 0.8 ? 'too sure of itself' : slope > 1.25 ? 'too timid' : 'about honest';
  return reliabilityChart({
    title: 'Are the probabilities honest?',
    desc: `Share that came true against the forecast, in ${bins.length} bins; slope ${slope.toFixed(2)}: ${verdict}.`,
    bins,
  });
}

/** Probabilities of both classes. */
export function scoresChart({ negative, positive }: NonNullable<Evaluation['scores']>, labels: readonly string[], threshold?: number): Svg {
  return histogramChart({
    title: 'Probabilities by what is true',
    desc: `Histograms of the probability, of rows that are ${labels[1]} and rows that are ${labels[0]}, each as shares of its own rows.`,
    x: { label: `Probability of ${labels[1]}`, domain: [0, 1] },
    y: { label: 'Share of the class' },
    groups: [
      { name: labels[0], histogram: negative, tone: 'first' },
      { name: labels[1], histogram: positive, tone: 'second' },
    ],
    ...(threshold === undefined ? {} : { cut: { at: threshold, label: 'act from here' } }),
  });
}

/** Truth by call. */
export function confusionChart({ labels, counts, threshold }: ConfusionTable): Svg {
  const right = counts.reduce((sum, row, i) => sum + row[i], 0);
  const all = counts.flat().reduce((sum, n) => sum + n, 0);
  return tableChart({
    title: threshold === undefined ? 'What is called what' : `What is called what, from probability ${Number(threshold.toPrecision(3))}`,
    desc: `${percent(all === 0 ? 0 : right / all)} of the rows are called right.`,
    labels,
    counts,
  });
}
