import type { Histogram } from '../curves/index.js';
import { barChart } from './bar-chart.js';
import { histogramChart } from './histogram-chart.js';
import type { Svg } from './svg.js';

const shown = (value: number): string => value.toPrecision(3);

/** Segments by how clearly they stand apart. */
export function segmentsChart(segments: readonly { readonly name: string; readonly silhouette: number }[]): Svg {
  return barChart({
    title: 'Mean silhouette of each segment',
    desc: segments.map(({ name, silhouette }) => `${name}: ${shown(silhouette)}`).join('; '),
    rows: segments.map(({ name, silhouette }) => ({ name, value: silhouette, tone: silhouette < 0 ? 'bad' : 'first' })),
    label: '1 far from the others, 0 touching them',
  });
}

/** How odd rows are, with the score that one in a hundred exceeds. */
export function oddnessChart(scores: Histogram, p99: number): Svg {
  return histogramChart({
    title: 'Scores of the rows that it learned from',
    desc: `Scores from ${shown(scores.low)} to ${shown(scores.low + scores.width * scores.counts.length)}; one row in a hundred scores above ${shown(p99)}.`,
    x: { label: 'score, higher is odder' },
    y: { label: 'share of the rows', style: { style: 'percent' } },
    groups: [{ name: 'rows', histogram: scores }],
    cut: { at: p99, label: '1% above' },
  });
}
