import { count, durationWords, figure, sizeWords, type Json } from '../../core/index.js';
import type { ListedStudy, ListedTrial } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';

/** Trials that are shown in words; `--json` has all. */
const SHOWN = 40;

/** A search in words: how it went, the best trials, and what failed. */
export function trialsText(study: ListedStudy, look: { readonly colour: boolean; readonly width: number }): string {
  const p = paint(look.colour);
  const { trials, metric, better } = study;
  const sign = better === 'higher' ? -1 : 1;
  const finished = trials.filter((t) => t.metric !== null).toSorted((a, b) => sign * (a.metric! - b.metric!) || a.number - b.number);
  const rest = trials.filter((t) => t.metric === null);
  const shown = [...finished.slice(0, SHOWN), ...rest.filter(({ state }) => state === 'failed' || state === 'over').slice(0, SHOWN)];
  const beside = Object.keys(finished[0]?.objectives ?? {});
  return [
    p.bold(`${study.model}: study ${study.id.slice(0, 12)}, ${study.createdAt.slice(0, 16).replace('T', ' ')} UTC`),
    `${count(trials.length, 'trial')} by ${study.sampler}${study.pruner === null ? '' : ` and ${study.pruner}`}: ${tally(trials)}.`,
    '',
    ...textTable(
      [
        { title: 'trial', align: 'right' },
        { title: metric, align: 'right' },
        ...beside.map((name) => ({ title: name, align: 'right' }) as const),
        { title: 'time', align: 'right' },
        { title: 'tried' },
      ],
      shown.map((t) => [
        `${t.front ? '* ' : ''}${t.number}`,
        valueOf(t),
        ...beside.map((name) => costOf(name, t.objectives?.[name])),
        t.seconds === null ? '' : `${t.seconds.toFixed(1)} s`,
        triedOf(t),
      ]),
      { title: p.dim, width: look.width },
    ),
    ...(trials.some(({ front }) => front) ? [p.dim('* nothing that was tried is as good in all and better in one')] : []),
    ...(trials.length > shown.length ? [p.dim(`and ${count(trials.length - shown.length, 'more trial')}: --json`)] : []),
  ].join('\n');
}

const tally = (trials: readonly ListedTrial[]): string =>
  (['finished', 'pruned', 'over', 'failed', 'running'] as const)
    .map((state) => [trials.filter((t) => t.state === state).length, state] as const)
    .filter(([n]) => n > 0)
    .map(([n, state]) => `${n.toLocaleString('en')} ${state === 'over' ? 'over a limit' : state}`)
    .join(', ');

const valueOf = ({ state, metric, standardError }: ListedTrial): string =>
  metric === null ? state : `${figure(metric)}${standardError === null ? '' : ` ± ${figure(standardError)}`}`;

/** What a trial is to be low in beside the metric. */
const costOf = (name: string, value: number | undefined): string =>
  value === undefined ? '' : name === 'latency' ? durationWords(value / 1000) : sizeWords(value);

/** The learner, how the features are made where they are not as defined, then its settings without the learner's name before each; a failed one begins with why. */
function triedOf({ settings, reason }: ListedTrial): string {
  const { learner, ...rest } = settings;
  const [features, own] = [true, false].map((isOfFeatures) =>
    Object.entries(rest).filter(([name]) => name.startsWith(FEATURES) === isOfFeatures),
  );
  const made = features.filter(([, value]) => value !== 'defined').map(([name, value]) => `${name.slice(FEATURES.length)} ${shown(value)}`);
  const values = own.map(([name, value]) => `${name.replace(`${String(learner)}.`, '')} ${shown(value)}`);
  return [...(reason === null ? [] : [reason]), ...(learner === undefined ? [] : [String(learner)]), ...made, ...values].join(', ');
}

const FEATURES = 'features.';

const shown = (value: Json): string =>
  typeof value === 'number' ? figure(value) : typeof value === 'string' ? value : JSON.stringify(value);
