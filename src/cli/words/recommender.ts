import { count, figure, percent } from '../../core/index.js';
import { decidingMetrics, type EvaluatedRecommender, type TrainedRecommender } from '../../model/index.js';
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
    ...decidingLines('on what users did next', trained, p.dim),
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
  const lines = leaderboard.map((one) => [nameOf(one), figure(one.metric), `${one.seconds.toFixed(1)} s`]);
  return [
    '',
    ...textTable([{ title: 'before the holdout' }, { title: metric, align: 'right' }, { title: 'time', align: 'right' }], lines, {
      title: dim,
    }),
  ];
}

/** A method with what tells it apart: how much newer events count, or what it is made of. */
function nameOf({ learner, params: { recency = 0, members = [] } }: TrainedRecommender['leaderboard'][number]): string {
  const parts = (members as readonly { readonly learner: string; readonly weight?: number }[]).map(
    (one) => `${one.weight === undefined ? '' : `${percent(one.weight)} `}${one.learner}`,
  );
  return `${learner}${recency === 0 ? '' : `, newer events first (${String(recency)})`}${parts.length > 0 ? ` of ${parts.join(', ')}` : ''}`;
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
    ...(evaluation.users.judged === 0 ? [] : ['', ...decidingLines('on what they did next', evaluated, p.dim)]),
  ].join('\n');
}

/** The figures that decide, beside those of what most users take; all others are in `--json` and in the report. */
function decidingLines(
  title: string,
  { metric, metrics, baseline, evaluation }: Pick<TrainedRecommender, 'metric' | 'metrics' | 'baseline' | 'evaluation'>,
  dim: (text: string) => string,
): readonly string[] {
  const { beyond } = evaluation;
  const like = beyond
    ? [
        [`items on any list of ${beyond.k}`, percent(beyond.lists.coverage), percent(beyond.popularity.coverage)],
        ['novelty, in bits', interval(beyond.lists.novelty), figure(beyond.popularity.novelty.value)],
      ]
    : [];
  return textTable(
    [{ title }, { title: 'lists (95% interval)', align: 'right' }, { title: 'what most take', align: 'right' }],
    [...decidingMetrics(metric, metrics).map((name) => [name, interval(metrics[name]), figure(baseline[name] ?? NaN)]), ...like],
    { title: dim },
  );
}
