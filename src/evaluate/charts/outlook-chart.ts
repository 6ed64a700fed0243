import type { LearningCurve } from '../outlook/index.js';
import { lineChart } from './line-chart.js';
import type { Svg } from './svg.js';

/** The metric against the number of rows learned from, each point with what the next doubling is expected to bring behind it. */
export function learningCurveChart({ metric, points, expected }: LearningCurve): Svg {
  const all = [...points, expected];
  const last = points[points.length - 1];
  return lineChart({
    title: 'What more rows have brought',
    desc: all.map(({ rows, value }) => `${rows} rows: ${metric} ${value.toPrecision(3)}`).join('; '),
    x: { label: 'rows learned from' },
    y: { label: metric },
    series: [
      { name: metric, points: points.map(({ rows, value }) => [rows, value] as const), tone: 'first' },
      {
        name: 'twice the rows',
        points: [
          [last.rows, last.value],
          [expected.rows, expected.value],
        ],
        tone: 'first',
        dashed: true,
      },
      { name: '95% from', points: all.map(({ rows, low }) => [rows, low] as const), tone: 'muted', dashed: true },
      { name: '95% to', points: all.map(({ rows, high }) => [rows, high] as const), tone: 'muted', dashed: true },
    ],
  });
}
