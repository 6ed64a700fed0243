import { resolve } from 'node:path';
import { given } from '../../core/index.js';
import type { ExperimentWish } from '../../evaluate/index.js';
import type { Answer, Call, Options } from '../command.js';
import { dueOption, numberOption, textOption, wrongValue } from '../parse.js';
import { plannedText } from '../words/planned.js';
import type { ExperimentAction } from './action.js';
import { alphaOf, listOf, plainNumber } from './options.js';

/** How many rows a test needs. */
export const planAction: ExperimentAction = {
  takes: [
    'in',
    'outcome',
    'before',
    'unit',
    'shares',
    'positive',
    'baseline',
    'deviation',
    'lift',
    'effect',
    'rows',
    'daily',
    'power',
    'alpha',
  ],
  run: planned,
};

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

function anyNumber(options: Options, name: string): number | undefined {
  const text = textOption(options, name);
  const value = text === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? NaN : Number(text);
  if (text !== undefined && !Number.isFinite(value)) throw wrongValue('experiment', `--${name}`, 'a number, such as 0.05 or 12', text);
  return text === undefined ? undefined : value;
}
