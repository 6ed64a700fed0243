import { count } from '../../core/index.js';
import type { Command } from '../command.js';
import { openCall } from '../project.js';

export const forgetCommand: Command = {
  name: 'forget',
  summary: 'Erases one person from the prediction log, and writes down that it was done.',
  args: [],
  options: [
    {
      name: 'id',
      value: 'VALUE',
      doc: "The person: the value of the model's first id column; or the id of one prediction.",
      required: true,
    },
    { name: 'model', value: 'M', doc: 'Only what this model answered; without it every model.' },
  ],
  example: 'millwright forget --id 7590-VHVEG',
  run: async (call) => {
    const { forget } = await import('../../monitor/index.js');
    await using open = await openCall(call);
    const { workspace, clock } = open.run;
    const erased = await forget(workspace.store, String(call.options['id']), {
      root: workspace.root,
      clock,
      actor: 'cli',
      model: call.options['model'] as string | undefined,
    });
    const words = `${count(erased.predictions + erased.spooled, 'prediction')} and ${count(erased.outcomes, 'outcome')} are erased; the audit holds that it was done.`;
    return { json: erased, text: words };
  },
};
