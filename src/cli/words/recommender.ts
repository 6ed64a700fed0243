import { count, figure, percent } from '../../core/index.js';
import type { EvaluatedRecommender, TrainedRecommender } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';
import { interval } from './figures.js';

/** What `train` says of a recommender: how good its lists are on what users did next, beside what most users take, and what to do next. */
export function trainedRecommenderText(trained: TrainedRecommender, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const { rows, users, items } = trained;
  return [
    p.bold(`${trained.model}@${trained.version}: ${trained.learner} recommends items`),
    trained.headline,
    `${count(rows.train, 'event')} to learn from, the newest ${rows.holdout.toLocaleString('en')} held out to judge by; ${count(users.all, 'user')}, ${count(items.all, 'item')}${rows.quarantined ? `, ${rows.quarantined.toLocaleString('en')} in quarantine` : ''}.`,
    '',
    ...textTable(
      [{ title: 'on what users did next' }, { title: 'lists (95% interval)', align: 'right' }, { title: 'what most take', align: 'right' }],
      Object.entries(trained.metrics).map(([name, value]) => [name, interval(value), figure(trained.baseline[name] ?? NaN)]),
      { title: p.dim },
    ),
    `Its lists of 10 hold ${percent(trained.coverage)} of the items at one place or another.`,
    ...leaderboardLines(trained, p.dim),
    '',
    p.dim(`${trained.seconds.toFixed(1)} s, digest ${trained.digest.slice(0, 12)}. Next:`),
    p.dim(`  millwright report ${trained.model}@${trained.version}              how good, for whom, why: one page`),
    p.dim(`  millwright recommend ${trained.model}@${trained.version} --in users.csv --out lists.jsonl`),
    p.dim(`  millwright promote ${trained.model}@${trained.version} champion    through the gate`),
  ].join('\n');
}

function leaderboardLines({ leaderboard, metric }: TrainedRecommender, dim: (text: string) => string): string[] {
  if (leaderboard.length < 2) return [];
  const lines = leaderboard.map(({ learner, params, metric: value, seconds }) => [
    `${learner}${'recency' in params && params['recency'] !== 0 ? `, newer events first (${String(params['recency'])})` : ''}`,
    figure(value),
    `${seconds.toFixed(1)} s`,
  ]);
  return [
    '',
    ...textTable([{ title: 'before the holdout' }, { title: metric, align: 'right' }, { title: 'time', align: 'right' }], lines, {
      title: dim,
    }),
  ];
}

/** What `evaluate` says of a recommender. */
export function evaluatedListsText(evaluated: EvaluatedRecommender, look: { readonly colour: boolean }): string {
  const p = paint(look.colour);
  const { evaluation, unknownItems } = evaluated;
  return [
    p.bold(
      `${evaluated.model}@${evaluated.version} on ${count(evaluated.rows, 'event')} of ${count(evaluation.users.judged, 'user')} with something to find`,
    ),
    ...(evaluation.users.judged === 0 ? ['No user of the file did anything that a list could hold: there is nothing to judge by.'] : []),
    ...(unknownItems ? [`${count(unknownItems, 'event')} with items that it does not know say nothing of it.`] : []),
    ...(evaluation.users.judged === 0 ? [] : ['', ...metricLines(evaluated, p.dim)]),
  ].join('\n');
}

const metricLines = ({ metrics, baseline }: EvaluatedRecommender, dim: (text: string) => string): readonly string[] =>
  textTable(
    [{ title: 'metric' }, { title: 'lists (95% interval)', align: 'right' }, { title: 'what most take', align: 'right' }],
    Object.entries(metrics).map(([name, value]) => [name, interval(value), figure(baseline[name] ?? NaN)]),
    { title: dim },
  );
