import type { Command } from '../command.js';
import { textOption, wrongValue } from '../parse.js';
import { openCall } from '../project.js';
import { trialsText } from '../words/trials.js';

export const trialsCommand: Command = {
  name: 'trials',
  summary: 'Lists what a search for settings has tried: the best, the failed and why.',
  args: [{ name: 'MODEL', doc: 'The newest search of this model (default: of any).', optional: true }],
  options: [{ name: 'study', value: 'ID', doc: 'This search: its id, or how it begins.' }],
  example: 'millwright trials churn',
  run: async (call) => {
    const { listTrials } = await import('../../model/index.js');
    const [model] = call.args;
    const study = textOption(call.options, 'study');
    if (study === '') throw wrongValue('trials', '--study', 'the id of a search, or how it begins', study);
    await using open = await openCall(call);
    const found = await listTrials(open.run, { ...(model === undefined ? {} : { model }), ...(study === undefined ? {} : { study }) });
    return { json: found, text: trialsText(found, call.look) };
  },
};
