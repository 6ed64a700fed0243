import type { RankingPoint } from '../curves/index.js';
import type { Interval } from '../interval.js';
import { lineChart, type LineSeries } from './line-chart.js';
import { percent, shareAxis } from './share-axis.js';
import type { Svg } from './svg.js';

/** The point of a curve that a threshold chooses. */
const pointAt = (curve: readonly RankingPoint[], threshold: number): RankingPoint | undefined =>
  curve.findLast((p) => p.threshold >= threshold);

/** Rows in no order: the diagonal. */
const chance: LineSeries = {
  name: 'chance',
  points: [
    [0, 0],
    [1, 1],
  ],
  tone: 'muted',
  dashed: true,
};

/** ROC curve, with the point that the threshold chooses. */
export function rocChart(curve: readonly RankingPoint[], auc: Interval, threshold?: number): Svg {
  const at = threshold === undefined ? undefined : pointAt(curve, threshold);
  return lineChart({
    title: 'Ranking: positives found against false alarms',
    desc: `ROC curve; area ${auc.value.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)}), where 0.5 is chance and 1 is perfect.`,
    x: { ...shareAxis, label: 'Negatives called (false alarms)' },
    y: { ...shareAxis, label: 'Positives found' },
    series: [
      { name: `model, area ${auc.value.toFixed(3)}`, points: curve.map((p) => [p.falsePositiveRate, p.truePositiveRate] as const) },
      chance,
    ],
    marks: at ? [{ x: at.falsePositiveRate, y: at.truePositiveRate, label: `finds ${percent(at.truePositiveRate)}` }] : [],
  });
}

/** Precision against recall, beside the base rate. */
export function precisionRecallChart(curve: readonly RankingPoint[], threshold?: number): Svg {
  const points = curve.flatMap((p) => (p.precision === null ? [] : [[p.truePositiveRate, p.precision] as const]));
  const base = points.at(-1)?.[1] ?? 0;
  const at = threshold === undefined ? undefined : pointAt(curve, threshold);
  return lineChart({
    title: 'How pure are the calls?',
    desc: `Precision against recall; calling everyone is right in ${percent(base)} of the cases.`,
    x: { ...shareAxis, label: 'Positives found (recall)' },
    y: { ...shareAxis, label: 'Calls that are right (precision)' },
    series: [
      { name: 'model', points },
      {
        name: `everyone, ${percent(base)}`,
        points: [
          [0, base],
          [1, base],
        ],
        tone: 'muted',
        dashed: true,
      },
    ],
    marks: at && at.precision !== null ? [{ x: at.truePositiveRate, y: at.precision, label: `${percent(at.precision)} right` }] : [],
  });
}

/** Gain: positives found against the share of rows called, beside chance and perfect order. */
export function gainChart(curve: readonly RankingPoint[], threshold?: number): Svg {
  const last = curve.at(-1)!;
  const base = last.precision ?? 0;
  const at = threshold === undefined ? undefined : pointAt(curve, threshold);
  const tenth = curve.findLast((p) => p.called <= 0.1) ?? curve[0];
  return lineChart({
    title: 'Calling the likeliest first',
    desc: `Share of positives found by the share of rows called; the first ${percent(tenth.called)} hold ${percent(tenth.truePositiveRate)} of the positives.`,
    x: { ...shareAxis, label: 'Rows called, likeliest first' },
    y: { ...shareAxis, label: 'Positives found' },
    series: [
      { name: 'model', points: curve.map((p) => [p.called, p.truePositiveRate] as const) },
      {
        name: 'perfect order',
        points: [
          [0, 0],
          [base, 1],
          [1, 1],
        ],
        tone: 'third',
        dashed: true,
      },
      chance,
    ],
    marks: at ? [{ x: at.called, y: at.truePositiveRate, label: `${percent(at.called)} of the rows` }] : [],
  });
}

/** Lift: how many times more positives than chance among the rows called. */
export function liftChart(curve: readonly RankingPoint[]): Svg {
  const points = curve.filter((p) => p.called >= 0.005).map((p) => [p.called, p.truePositiveRate / p.called] as const);
  return lineChart({
    title: 'Lift over chance',
    desc: `How many times more positives than chance; ${(points[0]?.[1] ?? 1).toFixed(1)} among the likeliest.`,
    x: { ...shareAxis, label: 'Rows called, likeliest first' },
    y: { label: 'Times chance', domain: [0, Math.ceil(Math.max(1, ...points.map(([, lift]) => lift)))] },
    series: [
      { name: 'model', points },
      {
        name: 'chance',
        points: [
          [0, 1],
          [1, 1],
        ],
        tone: 'muted',
        dashed: true,
      },
    ],
  });
}
