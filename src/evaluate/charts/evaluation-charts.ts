import type { CalibrationSummary } from '../calibration/index.js';
import type { ConfusionTable } from '../confusion.js';
import type { RankingPoint, Residuals } from '../curves/index.js';
import type { Evaluation } from '../evaluation.js';
import type { Dependence, Importance } from '../explain/index.js';
import type { Interval } from '../interval.js';
import type { LeaderboardEntry } from '../leaderboard.js';
import type { Money } from '../money/index.js';
import { barChart } from './bar-chart.js';
import { dependenceChart } from './dependence-chart.js';
import { figureFormatter, type NumberStyle } from './format.js';
import { histogramChart } from './histogram-chart.js';
import { lineChart } from './line-chart.js';
import { reliabilityChart } from './reliability-chart.js';
import { scatterChart } from './scatter-chart.js';
import type { Svg } from './svg.js';
import { tableChart } from './table-chart.js';

const percentStyle: NumberStyle = { style: 'percent' };
const percent = figureFormatter(percentStyle, 0.5);
const share = { domain: [0, 1], style: percentStyle } as const;
const pointAt = (curve: readonly RankingPoint[], threshold: number): RankingPoint | undefined =>
  curve.findLast((p) => p.threshold >= threshold);

/** ROC curve, with the point that the threshold chooses. */
export function rocChart(curve: readonly RankingPoint[], auc: Interval, threshold?: number): Svg {
  const at = threshold === undefined ? undefined : pointAt(curve, threshold);
  return lineChart({
    title: 'Ranking: positives found against false alarms',
    desc: `ROC curve; area ${auc.value.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)}), where 0.5 is chance and 1 is perfect.`,
    x: { ...share, label: 'Negatives called (false alarms)' },
    y: { ...share, label: 'Positives found' },
    series: [
      { name: `model, area ${auc.value.toFixed(3)}`, points: curve.map((p) => [p.falsePositiveRate, p.truePositiveRate] as const) },
      {
        name: 'chance',
        points: [
          [0, 0],
          [1, 1],
        ],
        tone: 'muted',
        dashed: true,
      },
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
    x: { ...share, label: 'Positives found (recall)' },
    y: { ...share, label: 'Calls that are right (precision)' },
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
    x: { ...share, label: 'Rows called, likeliest first' },
    y: { ...share, label: 'Positives found' },
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
      {
        name: 'chance',
        points: [
          [0, 0],
          [1, 1],
        ],
        tone: 'muted',
        dashed: true,
      },
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
    x: { ...share, label: 'Rows called, likeliest first' },
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

/** Value per row against the share of rows acted on, with the chosen threshold and the best in hindsight. */
export function payoffChart(money: Money): Svg {
  const style: NumberStyle = { style: 'money', ...(money.currency === undefined ? {} : { currency: money.currency }) };
  const worth = figureFormatter(style, money.best.perRow);
  const model = money.policies[0];
  const rule = money.policies.find((p) => p.name === 'rule');
  return lineChart({
    title: `Value of acting: ${money.act}`,
    desc: `Value per row by the share of rows acted on. At the threshold ${money.threshold.toPrecision(3)} the model acts on ${percent(model.acted)} and earns ${worth(money.perRow.value)} per row (${worth(money.perRow.low)} to ${worth(money.perRow.high)}).`,
    x: { ...share, label: 'Rows acted on, likeliest first' },
    y: { label: 'Value per row', style },
    series: [
      { name: 'model', points: money.curve.map((p) => [p.acted, p.perRow] as const) },
      {
        name: 'do nothing',
        points: [
          [0, 0],
          [1, 0],
        ],
        tone: 'muted',
        dashed: true,
      },
    ],
    marks: [
      { x: model.acted, y: money.perRow.value, label: `${worth(money.perRow.value)} per row` },
      ...(rule ? [{ x: rule.acted, y: rule.perRow.value, label: 'rule today', tone: 'fourth' as const }] : []),
    ],
  });
}

const POLICY_NAMES = {
  model: 'the model',
  nothing: 'do nothing',
  everyone: 'act on everyone',
  rule: 'the rule today',
  expected: 'by each row’s amounts',
  perfect: 'perfect foresight',
} as const;

/** Value per row of every way to decide, with intervals. */
export function policiesChart(money: Money): Svg {
  const style: NumberStyle = { style: 'money', ...(money.currency === undefined ? {} : { currency: money.currency }) };
  return barChart({
    title: 'What each way to decide is worth',
    desc: money.policies.map((p) => `${POLICY_NAMES[p.name]}: ${p.perRow.value.toPrecision(3)}`).join('; '),
    rows: money.policies.map((p) => ({
      name: POLICY_NAMES[p.name],
      ...p.perRow,
      tone: p.name === 'model' ? 'second' : p.name === 'perfect' ? 'muted' : 'first',
    })),
    style,
    label: 'Value per row, 95% interval',
  });
}

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

/** Features by what they move. */
export function importanceChart(importance: readonly Importance[], label = 'Mean absolute contribution'): Svg {
  const [first] = importance;
  return barChart({
    title: 'What matters',
    desc: first
      ? `${importance.length} features; ${first.feature} matters most with ${percent(first.share)} of the total.`
      : 'No feature matters.',
    rows: importance.map((i) => ({ name: i.feature, value: i.value })),
    label,
    most: 15,
  });
}

/** Candidates with one standard error to either side. */
export function leaderboardChart(entries: readonly Pick<LeaderboardEntry, 'name' | 'mean' | 'standardError'>[], metric: string): Svg {
  const known = entries.filter((e) => Number.isFinite(e.mean));
  return barChart({
    title: 'Candidates',
    desc: known.map((e) => `${e.name}: ${metric} ${e.mean.toPrecision(4)}`).join('; '),
    rows: known.map((e, i) => ({
      name: e.name,
      value: e.mean,
      low: e.mean - e.standardError,
      high: e.mean + e.standardError,
      tone: i === 0 ? 'second' : 'first',
    })),
    as: 'dots',
    label: `${metric}, mean of the folds ± one standard error`,
  });
}

/** Partial dependence of the features that matter most. */
export function dependenceCharts(features: readonly Dependence[], style: NumberStyle, of: string): Svg {
  return dependenceChart({
    title: `How the features move ${of}`,
    note: 'Mean prediction when one feature is set to each value; the band holds 80% of the rows',
    desc: `Mean prediction as one feature is set to each value, the others left as they are: ${features.map((f) => f.feature).join(', ')}.`,
    features,
    style,
  });
}
