import type { UpliftEvaluation, UpliftGroup } from '../uplift/index.js';
import { barChart } from './bar-chart.js';
import { lineChart } from './line-chart.js';
import { shareAxis } from './share-axis.js';
import type { Svg } from './svg.js';

/** What treating so many of the rows gains, the most promising first, beside as many drawn by lot: the Qini curve. */
export function qiniChart({ curve, qini }: Pick<UpliftEvaluation, 'curve' | 'qini'>, outcome: string): Svg {
  const end = curve[curve.length - 1];
  return lineChart({
    title: 'What treating the most promising first gains',
    desc: `Qini ${qini.value.toPrecision(3)} (${qini.low.toPrecision(3)} to ${qini.high.toPrecision(3)}); treating everyone gains ${end.qini.toPrecision(3)}.`,
    x: { ...shareAxis, label: 'Rows treated, the most promising first' },
    y: { label: `More ${outcome}, per row` },
    series: [
      { name: 'by the model', points: curve.map((point) => [point.share, point.qini] as const) },
      {
        name: 'by lot',
        points: [
          [0, 0],
          [1, end.qini],
        ],
        tone: 'muted',
        dashed: true,
      },
    ],
  });
}

/** What the treatment was seen to change in groups of rows, the most promising first. */
export const upliftGroupsChart = (groups: readonly UpliftGroup[]): Svg =>
  barChart({
    title: 'What the treatment changed, by group',
    desc: groups.map(({ observed }, g) => `group ${g + 1}: ${observed ? observed.value.toPrecision(3) : 'unknown'}`).join('; '),
    rows: groups.flatMap(({ observed }, g) => (observed ? [{ name: `group ${g + 1}`, ...observed }] : [])),
    label: 'Uplift that was seen, with its 95% interval',
  });
