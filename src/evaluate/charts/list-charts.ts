import type { RankingEvaluation } from '../ranking/index.js';
import { barChart, type BarRow } from './bar-chart.js';
import { figureFormatter } from './format.js';
import { lineChart } from './line-chart.js';
import { percent, shareAxis } from './share-axis.js';
import type { Svg } from './svg.js';

const figure = figureFormatter({ style: 'number' }, 0.5);

/** A metric of lists by their length, with its band, beside what popularity and chance reach. */
export function listLengthsChart(
  { ks, metrics, baseline }: Pick<RankingEvaluation, 'ks' | 'metrics' | 'baseline'>,
  metric = 'ndcg',
  recommender = 'recommender',
): Svg {
  const known = ks.filter((k) => Object.hasOwn(metrics, `${metric}@${k}`));
  const own = known.map((k) => metrics[`${metric}@${k}`]);
  const popular = known.map((k) => baseline.popularity[`${metric}@${k}`]);
  return lineChart({
    title: `${metric} by the length of the list`,
    desc: known.map((k, i) => `${metric}@${k}: ${figure(own[i].value)}, popularity ${figure(popular[i].value)}`).join('; '),
    x: { label: 'Items on the list; bands are 95% intervals over users', domain: [0, Math.max(...ks)] },
    y: { label: metric, domain: [0, Math.max(...own.map(({ high }) => high), ...popular.map(({ high }) => high)) * 1.05 || 1] },
    series: [
      {
        name: recommender,
        points: known.map((k, i) => [k, own[i].value] as const),
        band: own.map(({ low, high }) => [low, high] as const),
      },
      {
        name: 'popularity',
        points: known.map((k, i) => [k, popular[i].value] as const),
        band: popular.map(({ low, high }) => [low, high] as const),
      },
      { name: 'random order', points: known.map((k) => [k, baseline.random[`${metric}@${k}`]] as const), tone: 'muted', dashed: true },
    ],
  });
}

/** How the places of all lists are shared out among the items (Lorenz' curve), beside popularity's lists and what users took themselves. */
export function exposureChart({ k, lists, popularity, taken }: NonNullable<RankingEvaluation['beyond']>, recommender = 'recommender'): Svg {
  return lineChart({
    title: 'How lists share their places out among items',
    desc: `Lists of ${k} show ${percent(lists.coverage)} of the items (Gini ${figure(lists.gini)}), popularity ${percent(popularity.coverage)} (${figure(popularity.gini)}); users took ${percent(taken.coverage)} (${figure(taken.gini)}).`,
    x: { ...shareAxis, label: 'Items, the least shown first' },
    y: { ...shareAxis, label: 'Share of the places' },
    series: [
      { name: recommender, points: lists.lorenz },
      { name: 'popularity', points: popularity.lorenz },
      { name: 'what users took', points: taken.lorenz, tone: 'third' },
      {
        name: 'all alike',
        points: [
          [0, 0],
          [1, 1],
        ],
        tone: 'muted',
        dashed: true,
      },
    ],
  });
}

/** A metric of lists for parts of the users and of the items, each beside what popularity reaches there. */
export function listSegmentsChart(segments: RankingEvaluation['segments'], metric: string): Svg {
  const known = segments.filter(({ metrics }) => Object.hasOwn(metrics, metric));
  return barChart({
    title: `${metric} by users and items`,
    desc:
      known
        .map(({ name, metrics, baseline }) => `${name}: ${figure(metrics[metric].value)}, popularity ${figure(baseline[metric])}`)
        .join('; ') || 'No part is large enough.',
    rows: known.flatMap(({ name, metrics, baseline }): BarRow[] => [
      { name, ...metrics[metric] },
      { name: 'popularity', value: baseline[metric], tone: 'muted' },
    ]),
    label: `${metric}, with 95% intervals over users`,
    most: 24,
  });
}

/** Methods of recommending by what they reached before the holdout, the best first. */
export function methodsChart(methods: readonly { readonly learner: string; readonly metric: number }[], metric: string): Svg {
  return barChart({
    title: 'Methods compared',
    desc: methods.map(({ learner, metric: value }) => `${learner}: ${metric} ${figure(value)}`).join('; '),
    rows: methods.map(({ learner, metric: value }, i) => ({ name: learner, value, tone: i === 0 ? 'second' : 'first' })),
    label: `${metric} on what users did next, before the holdout`,
  });
}
