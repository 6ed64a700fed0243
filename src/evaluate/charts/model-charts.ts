import type { Dependence, Importance } from '../explain/index.js';
import type { LeaderboardEntry } from '../leaderboard.js';
import type { Evaluation } from '../evaluation.js';
import { barChart } from './bar-chart.js';
import { dependenceChart } from './dependence-chart.js';
import { metricStyle, type NumberStyle } from './format.js';
import { lineChart } from './line-chart.js';
import { percent } from './share-axis.js';
import type { Svg } from './svg.js';

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

/** Partial dependence of the features that matter most; `texts` say how numbers that are dates read, by feature. */
export function dependenceCharts(
  features: readonly Dependence[],
  style: NumberStyle,
  of: string,
  texts?: ReadonlyMap<string, (value: number) => string>,
): Svg {
  return dependenceChart({
    title: `How the features move ${of}`,
    note: 'Mean prediction when one feature is set to each value; the band holds 80% of the rows',
    desc: `Mean prediction as one feature is set to each value, the others left as they are: ${features.map((f) => f.feature).join(', ')}.`,
    features,
    style,
    texts,
  });
}

/** A metric in parts of the rows, beside all rows. */
export function slicesChart({ slices, metrics, money }: Pick<Evaluation, 'slices' | 'metrics' | 'money'>, metric: string): Svg {
  const known = slices.filter((s) => s.metrics[metric] !== undefined);
  return barChart({
    title: 'How well it does in parts of the rows',
    desc: known.map((s) => `${s.name}: ${metric} ${s.metrics[metric].value.toPrecision(3)}`).join('; '),
    rows: [
      { name: 'all rows', ...metrics[metric], tone: 'second' },
      ...known.map((s) => ({ name: s.name, ...s.metrics[metric], tone: s.worse ? ('bad' as const) : ('first' as const) })),
    ],
    as: 'dots',
    style: metricStyle(metric, money?.currency),
    label: `${metric}, 95% interval`,
  });
}

/** A trial of a search that was better than all before it; trials count from 0. */
export interface BetterTrial {
  readonly trial: number;
  readonly learner: string;
  readonly metric: number;
}

/** The best so far, trial by trial: a step at each that was better. */
export function bestSoFarChart(bests: readonly BetterTrial[], trials: number, metric: string): Svg {
  const steps = bests.flatMap(({ trial, metric: value }, i) => [
    ...(i > 0 ? [[trial, bests[i - 1].metric] as const] : []),
    [trial, value] as const,
  ]);
  const last = bests.at(-1)!;
  return lineChart({
    title: 'The best so far, trial by trial',
    desc: `${metric} of the best: ${bests[0].metric.toPrecision(4)} with trial ${bests[0].trial}, ${last.metric.toPrecision(4)} with trial ${last.trial} of ${trials}, counted from 0.`,
    height: 240,
    x: { label: 'Trial, counted from 0', domain: [0, Math.max(1, trials - 1)] },
    y: { label: metric },
    series: [{ name: 'best so far', points: [...steps, [trials - 1, last.metric]] }],
    marks: [{ x: last.trial, y: last.metric, label: `${last.learner}, ${last.metric.toPrecision(4)}` }],
  });
}

/** A trial that no other beats in the metric and in what it costs. */
export interface TradeOff {
  readonly learner: string;
  readonly metric: number;
  /** What better takes, in the unit of the axis. */
  readonly cost: number;
  readonly chosen: boolean;
}

/** Trials that are named in one chart. */
const NAMED = 6;

/** What better costs: the trials that nothing beats as steps from the cheapest to the dearest, by learner, and which one was taken. */
export function tradeOffChart(front: readonly TradeOff[], metric: string, cost: string): Svg {
  const all = front.toSorted((a, b) => a.cost - b.cost || a.metric - b.metric);
  const [cheapest, dearest] = [all[0], all.at(-1)!];
  const steps = all.flatMap((one, i) => [...(i > 0 ? [[one.cost, all[i - 1].metric] as const] : []), [one.cost, one.metric] as const]);
  return lineChart({
    title: 'What better costs',
    desc: `${metric} ${cheapest.metric.toPrecision(4)} at ${cheapest.cost.toPrecision(3)}, ${dearest.metric.toPrecision(4)} at ${dearest.cost.toPrecision(3)} (${cost}).`,
    height: 240,
    x: { label: cost },
    y: { label: metric },
    series: [{ name: 'nothing beats these', points: steps }],
    marks: all
      .filter((one) => all.length <= NAMED || one === cheapest || one === dearest || one.chosen)
      .map((one) => ({ x: one.cost, y: one.metric, label: one.chosen ? `${one.learner}, taken` : one.learner })),
  });
}
