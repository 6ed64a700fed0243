import { resolve } from 'node:path';
import { given } from '../../core/index.js';
import type { ExperimentWish } from '../../evaluate/index.js';
import type { Answer, Call, Command } from '../command.js';
import { dueOption, durationOption, numberOption, textOption, wrongValue } from '../parse.js';
import { openCall } from '../project.js';
import { analysedText } from '../words/analysed.js';
import { offlineText } from '../words/offline.js';
import { plannedText } from '../words/planned.js';

export const experimentCommand: Command = {
  name: 'experiment',
  summary: 'Plans an A/B test, and says what came of it: safe to look at any time.',
  args: [
    {
      name: 'ACTION',
      doc: 'plan: how many rows a test needs; analyse: what its rows say; live: what an A/B between recommenders earned so far; offline: what another version would have brought on the lists that were served.',
    },
  ],
  options: [
    { name: 'in', value: 'FILE', doc: 'analyse: the rows of the test. plan: past rows, to plan from.' },
    { name: 'outcome', value: 'COLS', doc: 'What became of the rows: numbers or a yes or no. With commas: the first decides.' },
    { name: 'arm', value: 'COL', doc: 'analyse: the column that says who got what.' },
    { name: 'control', value: 'ARM', doc: 'analyse: the arm without the treatment (default: control, a, old, off …).' },
    {
      name: 'before',
      value: 'COLS',
      doc: 'Columns that were measured before the test, one value per ID: they narrow its intervals (CUPED).',
    },
    { name: 'per', value: 'COL', doc: 'analyse: the outcome is a ratio, per this column: revenue per order.' },
    { name: 'id', value: 'COL', doc: 'analyse: whom rows belong to, where one may have several.' },
    { name: 'unit', value: 'WORD', doc: 'What one row is, for the words: visitor, customer (default: the id, else row).' },
    { name: 'shares', value: 'LIST', doc: 'Shares of the arms. plan: 50,25,25, control first. analyse: old=50,new=50 (default: equal).' },
    { name: 'positive', value: 'V', doc: 'The text that is a yes.' },
    { name: 'lower', value: 'COLS', doc: 'analyse: outcomes of which less is better.' },
    {
      name: 'model',
      value: 'NAME',
      doc: 'live: the recommender whose users are divided (millwright route NAME --ab). offline: the version to judge, such as shop@4.',
    },
    { name: 'name', value: 'SALT', doc: 'live: which of its experiments (default: the newest).' },
    { name: 'since', value: '14d', doc: 'live, offline: how far back to look (default: all of it).' },
    {
      name: 'reward',
      value: 'WHAT',
      doc: 'offline: what lists are to bring: revenue, or types of events such as view,cart (default: what counts as taking an item).',
    },
    { name: 'once', doc: 'analyse: this is the one look, at an end that was fixed beforehand: narrower intervals.' },
    { name: 'planned', value: 'N', doc: 'analyse: rows that the test was planned for (default 10000).' },
    { name: 'baseline', value: 'X', doc: 'plan: the rate today (0.05), or the mean together with --deviation.' },
    { name: 'deviation', value: 'X', doc: 'plan: the standard deviation of the outcome.' },
    { name: 'lift', value: 'P%', doc: 'plan: the change to find, of the baseline: 10%, -5%.' },
    { name: 'effect', value: 'X', doc: 'plan: the same in units of the outcome.' },
    { name: 'rows', value: 'N', doc: 'plan: rows that there are: what can they find?' },
    { name: 'daily', value: 'N', doc: 'plan: rows that come each day.' },
    { name: 'power', value: 'P', doc: 'plan: the chance of finding the change (default 0.8).' },
    { name: 'alpha', value: 'P', doc: 'The chance of calling a difference where there is none (default 0.05).' },
  ],
  example:
    'millwright experiment plan --baseline 0.05 --lift 10% --daily 2000\nmillwright experiment analyse --in test.csv --arm arm --outcome revenue --before revenue_90d --unit visitor\nmillwright experiment live --model shop\nmillwright experiment offline --model shop@4 --since 14d',
  run: async (call) => {
    const [action] = call.args;
    if (!Object.hasOwn(actions, action)) throw wrongValue('experiment', 'ACTION', 'plan, analyse, live or offline', action);
    const { takes, run } = actions[action];
    const stray = experimentCommand.options.find((option) => call.options[option.name] !== undefined && !takes(option));
    if (stray) throw wrongValue('experiment', `--${stray.name}`, `nothing: it is no option of "${action}"`, call.options[stray.name]);
    return await run(call);
  },
};

interface Action {
  readonly takes: (option: Command['options'][number]) => boolean;
  readonly run: (call: Call) => Promise<Answer>;
}

const LIVE = new Set(['model', 'name', 'since', 'control', 'planned', 'alpha']);
const OFFLINE = new Set(['model', 'since', 'reward', 'alpha']);

/** Each action, and its options: the help of one that is another's alone begins with that one's name. */
const actions: Readonly<Record<string, Action>> = Object.freeze({
  plan: { takes: ({ doc }) => !/^(analyse|live|live, offline|offline):(?!.*plan:)/.test(doc), run: planned },
  analyse: { takes: ({ doc }) => !/^(plan|live|live, offline|offline):/.test(doc), run: analysed },
  live: { takes: ({ name }) => LIVE.has(name), run: live },
  offline: { takes: ({ name }) => OFFLINE.has(name), run: offline },
});

async function live(call: Call): Promise<Answer> {
  const { options } = call;
  const model = dueOption('experiment', options, 'model', 'NAME');
  const wish = {
    experiment: textOption(options, 'name'),
    from: fromOf(call),
    control: textOption(options, 'control'),
    planned: numberOption('experiment', options, 'planned', { low: 1, high: 1e12, whole: true }),
    level: levelOf(options),
  };
  const { liveExperiment } = await import('../../monitor/index.js');
  await using open = await openCall(call);
  const found = await liveExperiment(model, open.run, given(wish) as never);
  const head = `${found.experiment}, an experiment of ${found.model}, ${found.period.from.slice(0, 10)} to ${found.period.to.slice(0, 10)}`;
  const text = [head, analysedText(found, { unit: 'visitor', per: undefined, ...call.look }), ...found.notes.map((note) => `  ${note}`)];
  return { json: found, text: text.join('\n'), refused: found.faults.length > 0 };
}

async function offline(call: Call): Promise<Answer> {
  const { options } = call;
  const model = dueOption('experiment', options, 'model', 'NAME@N');
  const wish = { from: fromOf(call), reward: rewardOf(options), level: levelOf(options) };
  const { offlineExperiment } = await import('../../monitor/index.js');
  await using open = await openCall(call);
  const found = await offlineExperiment(model, open.run, given(wish) as never);
  return { json: found, text: offlineText(found, call.look), refused: found.evaluation.faults.length > 0 };
}

/** From when on lists count: as far back as --since says. */
function fromOf({ options, clock }: Call): number | undefined {
  const ms = durationOption('experiment', options, 'since');
  return ms === undefined ? undefined : clock() - ms;
}

function rewardOf(options: Call['options']): 'revenue' | readonly string[] | undefined {
  const named = listOf(options, 'reward');
  if (!named?.includes('revenue')) return named;
  if (named.length > 1) throw wrongValue('experiment', '--reward', 'revenue alone, or types of events', named.join(','));
  return 'revenue';
}

async function planned(call: Call): Promise<Answer> {
  const { planExperiment } = await import('../../evaluate/index.js');
  const { options } = call;
  const known = await baselineOf(call);
  const number = (name: string, low: number, high = 1e15): number | undefined => numberOption('experiment', options, name, { low, high });
  const effect = effectOf(call, known.measured.baseline);
  const wish = {
    ...known,
    effect,
    rows: number('rows', 2),
    daily: number('daily', 1),
    power: number('power', 0),
    alpha: alphaOf(options),
    shares: listOf(options, 'shares')?.map((text) => plainNumber(text, '--shares', '50,50')),
  };
  const plan = planExperiment(given(wish) as ExperimentWish);
  return { json: plan, text: plannedText(plan, { unit: textOption(options, 'unit') ?? 'row', daily: wish.daily, ...call.look }) };
}

/** What is measured: told by options, or read off past rows. */
async function baselineOf(call: Call): Promise<Pick<ExperimentWish, 'measured' | 'explained'>> {
  const { options } = call;
  const [baseline, deviation] = ['baseline', 'deviation'].map((name) => anyNumber(options, name));
  const file = textOption(options, 'in');
  if (file === undefined) {
    if (baseline === undefined)
      throw wrongValue('experiment', '--baseline', 'the rate today, such as 0.05 (or give past rows with --in and --outcome)');
    return { measured: deviation === undefined ? { kind: 'rate', baseline } : { kind: 'mean', baseline, deviation } };
  }
  if (baseline !== undefined)
    throw wrongValue('experiment', '--baseline', 'nothing beside --in: it is read off the rows', String(baseline));
  const { measureFile } = await import('../../evaluate/index.js');
  const positive = textOption(options, 'positive');
  const { measured, explained } = await measureFile(resolve(call.root, file), {
    outcome: dueOption('experiment', options, 'outcome', 'COL'),
    before: listOf(options, 'before') ?? [],
    ...(positive === undefined ? {} : { positive }),
    signal: call.signal,
  });
  return { measured, explained };
}

function effectOf({ options }: Call, baseline: number): number | undefined {
  const lift = textOption(options, 'lift');
  const effect = anyNumber(options, 'effect');
  if (lift === undefined) return effect;
  if (effect !== undefined) throw wrongValue('experiment', '--lift', 'nothing beside --effect', lift);
  const share = /^([+-]?\d+(?:\.\d+)?)\s*%$/.exec(lift)?.[1];
  if (share === undefined) throw wrongValue('experiment', '--lift', 'a change in percent, such as 10% or -5%', lift);
  return (Number(share) / 100) * baseline;
}

async function analysed(call: Call): Promise<Answer> {
  const { analyseFile } = await import('../../evaluate/index.js');
  const { options } = call;
  const wish = {
    arm: dueOption('experiment', options, 'arm', 'COL'),
    outcomes: namesIn(dueOption('experiment', options, 'outcome', 'COL')),
    look: options['once'] === true ? ('once' as const) : ('always' as const),
    before: listOf(options, 'before'),
    per: textOption(options, 'per'),
    id: textOption(options, 'id'),
    control: textOption(options, 'control'),
    positive: textOption(options, 'positive'),
    lowerIsBetter: listOf(options, 'lower'),
    planned: numberOption('experiment', options, 'planned', { low: 1, high: 1e12, whole: true }),
    level: levelOf(options),
    shares: namedShares(options),
    signal: call.signal,
  };
  call.progress('reading the rows');
  const path = dueOption('experiment', options, 'in', 'FILE');
  const found = await analyseFile(resolve(call.root, path), given(wish) as never);
  const unit = textOption(options, 'unit') ?? (wish.id ? wish.id : 'row');
  return { json: found, text: analysedText(found, { unit, per: wish.per, ...call.look }), refused: found.faults.length > 0 };
}

function anyNumber(options: Call['options'], name: string): number | undefined {
  const text = textOption(options, name);
  const value = text === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? NaN : Number(text);
  if (text !== undefined && !Number.isFinite(value)) throw wrongValue('experiment', `--${name}`, 'a number, such as 0.05 or 12', text);
  return text === undefined ? undefined : value;
}

/** A share that is neither none nor all: no test calls a difference never, or always. */
function alphaOf(options: Call['options']): number | undefined {
  const alpha = numberOption('experiment', options, 'alpha', { low: 0, high: 1 });
  if (alpha === 0 || alpha === 1) throw wrongValue('experiment', '--alpha', 'a number above 0 and below 1, such as 0.05', String(alpha));
  return alpha;
}

/** The confidence that --alpha leaves. */
function levelOf(options: Call['options']): number | undefined {
  const alpha = alphaOf(options);
  return alpha === undefined ? undefined : 1 - alpha;
}

const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.trim());

function listOf(options: Call['options'], name: string): readonly string[] | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : namesIn(text);
}

function plainNumber(text: string, option: string, example: string): number {
  const value = /^\s*\d+(?:\.\d+)?%?\s*$/.test(text) ? Number.parseFloat(text) : NaN;
  if (!(value > 0)) throw wrongValue('experiment', option, `numbers above 0, such as ${example}`, text);
  return value;
}

function namedShares(options: Call['options']): Record<string, number> | undefined {
  const example = 'old=50,new=50';
  const parts = listOf(options, 'shares')?.map((part) => {
    const at = part.lastIndexOf('=');
    if (at < 1) throw wrongValue('experiment', '--shares', `a share for each arm, such as ${example}`, part);
    return [part.slice(0, at).trim(), plainNumber(part.slice(at + 1), '--shares', example)] as const;
  });
  return parts && Object.fromEntries(parts);
}
