import { resolve } from 'node:path';
import { given } from '../../core/index.js';
import type { Answer, Call, Options } from '../command.js';
import { dueOption, numberOption, textOption, wrongValue } from '../parse.js';
import { analysedText } from '../words/analysed.js';
import type { ExperimentAction } from './action.js';
import { levelOf, listOf, namesIn, plainNumber } from './options.js';

/** What the rows of a test say. */
export const analyseAction: ExperimentAction = {
  takes: ['in', 'outcome', 'arm', 'control', 'before', 'per', 'id', 'unit', 'shares', 'positive', 'lower', 'once', 'planned', 'alpha'],
  run: analysed,
};

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

function namedShares(options: Options): Record<string, number> | undefined {
  const example = 'old=50,new=50';
  const parts = listOf(options, 'shares')?.map((part) => {
    const at = part.lastIndexOf('=');
    if (at < 1) throw wrongValue('experiment', '--shares', `a share for each arm, such as ${example}`, part);
    return [part.slice(0, at).trim(), plainNumber(part.slice(at + 1), '--shares', example)] as const;
  });
  return parts && Object.fromEntries(parts);
}
