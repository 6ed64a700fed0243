import { canonicalJson, count, figure as plain, percent, plainNumber, type Json } from '../../core/index.js';
import { bestSoFarChart, leaderboardChart, tradeOffChart } from '../../evaluate/index.js';
import { learners, type LearnerName, type Member, type Params } from '../../learn/index.js';
import type { ModelRecord } from '../record.js';
import type { LeaderboardEntry } from '../train/compare.js';
import { featureWords } from '../tune/feature-notes.js';
import type { StudySummary } from '../tune/summary.js';
import { html, raw, type Html } from './html.js';
import { narrowChart, section, table } from './section.js';
import { figure } from './words.js';

/** Lines of the table of settings that were tried. */
const SHOWN = 8;

/** How learner and settings were found: what was compared, on which rows, and how much the choice matters. */
export function chosenSection({ leaderboard, metric, study }: Pick<ModelRecord, 'leaderboard' | 'metric' | 'study'>): Html | null {
  if (leaderboard.length < 2 && !study) return null;
  const different = new Set(leaderboard.map(({ learner }) => learner)).size === leaderboard.length;
  return section(
    'chosen',
    'How it was chosen',
    html`<p>
      ${study ? studyWords(study, metric, taken(leaderboard)) : comparedWords(leaderboard, metric)} ${closeness(leaderboard)}
      ${madeWords(study)} ${frontWords(study)}
    </p>`,
    study?.bests !== undefined &&
      study.bests.length > 1 &&
      narrowChart(raw(bestSoFarChart(study.bests, study.trials, metric)), courseWords(study, study.bests)),
    ...(study?.objectives ?? []).map((name) => frontPart(leaderboard, metric, name)),
    different &&
      narrowChart(
        raw(
          leaderboardChart(
            leaderboard.map((l) => ({ name: l.learner, mean: l.metric, standardError: l.standardError })),
            metric,
          ),
        ),
        'Learners compared by cross-validation on the training rows. Where the lines overlap, either would have done.',
      ),
    !different && triedTable(leaderboard, metric),
  );
}

const comparedWords = (leaderboard: readonly LeaderboardEntry[], metric: string): string =>
  `${count(leaderboard.length, 'learner')} at default settings were compared by ${metric} on the same parts of the training rows, each judged where it had not learned; the best mean was taken.`;

/** What a search took: the best, or what was as good and simpler. */
const taken = ([first, ...others]: readonly LeaderboardEntry[]): string =>
  first?.chosen === undefined && others.some(({ chosen }) => chosen)
    ? 'what was taken is marked, and the notes say why it is not the first'
    : 'the best was taken';

function studyWords({ trials, pruned, failed, over = 0, sampler, ended }: StudySummary, metric: string, what: string): string {
  const ends = [[pruned, 'given up early'], [failed, 'failed'], [over, 'over a limit']] as const; // prettier-ignore
  const left = ends.flatMap(([n, words]) => (n > 0 ? [`${n} ${words}`] : []));
  const stop = ended === 'budget' ? ', until the time was up' : ended === 'stopped' ? ', until the search was stopped' : '';
  return `${count(trials, 'combination')} of learner and settings were tried${stop} (search by ${sampler}${left.length > 0 ? `; ${left.join(', ')}` : ''}), judged by ${metric} on parts of the training rows that they had not learned from; ${what}. The held-out rows had no say in it.`;
}

/** Whether the runner-up could as well have won. */
function closeness([first, second]: readonly LeaderboardEntry[]): string {
  if (!second) return '';
  const apart = Math.abs(first.metric - second.metric);
  return apart <= first.standardError
    ? 'The best two differ by less than the doubt in either, so the choice between them matters little.'
    : 'The best is ahead of the next by more than the doubt in its figure.';
}

/** How the features of what was taken are made, where that was searched. */
const madeWords = (study: StudySummary | undefined): string =>
  study?.features
    ? `How the features are made was tried too; taken: ${featureWords(study.features)}. Each way was fitted on the rows that a fit learns from alone.`
    : '';

/** What trials were to be low in beside the metric. */
const frontWords = ({ objectives = [] }: Partial<StudySummary> = {}): string =>
  objectives.length > 0 ? `They were to be low in ${objectives.join(' and ')} too; a line with * is one that no other beats in all.` : '';

/** What is read of a cost, and in which words. */
const COSTS: Readonly<Record<string, { readonly label: string; of(cost: NonNullable<LeaderboardEntry['cost']>): number }>> = {
  latency: { label: 'Time for one row, microseconds', of: ({ microseconds }) => microseconds },
  size: { label: 'Size, kB', of: ({ bytes }) => bytes / 1000 },
};

/** How much better is had for more, where there is a choice. */
function frontPart(leaderboard: readonly LeaderboardEntry[], metric: string, objective: string): Html | false {
  const { label, of } = COSTS[objective];
  const front = leaderboard.flatMap((l) =>
    l.front && l.cost ? [{ learner: l.learner, metric: l.metric, cost: of(l.cost), chosen: l.chosen ?? false }] : [],
  );
  if (front.length < 2) return false;
  return narrowChart(
    raw(tradeOffChart(front, metric, label)),
    'Each dot is a trial that nothing else beats: further to the right costs more, and the step says what that is worth.',
  );
}

function courseWords({ trials }: StudySummary, bests: NonNullable<StudySummary['bests']>): string {
  const last = bests.at(-1)!.trial;
  const place = `trial ${last} (of ${trials}, counted from 0)`;
  return last + 1 > 0.8 * trials
    ? `The best came with ${place}: a longer search might still find a little more.`
    : `Nothing better came after ${place}: a longer search is unlikely to find much more.`;
}

function triedTable(leaderboard: readonly LeaderboardEntry[], metric: string): Html {
  const shown = leaderboard.map((l, i) => ({ ...l, place: i + 1 })).filter(({ place, chosen, front }) => place <= SHOWN || chosen || front);
  const more = leaderboard.length - shown.length;
  return html`${table(
    ['', 'learner', 'settings that differ from the defaults', metric, '± standard error'],
    shown.map((l) => [
      `${l.place}${l.front ? ' *' : ''}${l.chosen ? ' ✓' : ''}`,
      l.learner,
      html`<span class="settings">${l.features ? `${featureWords(l.features)}; ` : ''}${unlikeDefaults(l.learner, l.params)}</span>`,
      plain(l.metric),
      figure(l.standardError),
    ]),
  )}${more > 0 && html`<p class="soft">${count(more, 'more line')} like these were left out.</p>`}`;
}

/** `learningRate 0.06126, bins 1024`: what is not as the learner's table has it; `defaults` where all is. */
export function unlikeDefaults(learner: string, params: Params): string {
  const known = Object.hasOwn(learners, learner) ? learners[learner as LearnerName].params : {};
  const unlike = Object.entries(params).filter(([name, value]) => {
    const due = (known as Readonly<Record<string, { readonly default: unknown }>>)[name]?.default;
    return canonicalJson(value) !== canonicalJson((due ?? null) as Json);
  });
  return unlike.map(([name, value]) => `${name} ${settingText(value)}`).join(', ') || 'defaults';
}

/** The members of a blend that came with their weights, as shares: `44% gbdt, 36% extra_trees`. */
function memberTexts(value: Json): string | undefined {
  const members = value as unknown as readonly Partial<Member>[];
  if (!Array.isArray(value) || value.length === 0 || !members.every((one) => typeof one?.weight === 'number')) return undefined;
  const sum = members.reduce((total, { weight }) => total + weight!, 0);
  return members.map(({ learner, weight }) => `${percent(weight! / sum)} ${learner}`).join(', ');
}

const settingText = (value: Json): string =>
  memberTexts(value) ?? (typeof value === 'number' ? plainNumber(value) : typeof value === 'string' ? value : canonicalJson(value));
