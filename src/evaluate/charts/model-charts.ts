import type { Dependence, Importance } from '../explain/index.js';
import type { LeaderboardEntry } from '../leaderboard.js';
import { barChart } from './bar-chart.js';
import { dependenceChart } from './dependence-chart.js';
import type { NumberStyle } from './format.js';
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
