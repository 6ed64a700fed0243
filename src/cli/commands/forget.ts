import { count } from '../../core/index.js';
import type { Erased } from '../../monitor/index.js';
import type { Command } from '../command.js';
import { openCall } from '../project.js';

export const forgetCommand: Command = {
  name: 'forget',
  summary: 'Erases one person from the prediction log and from what users did, and writes down that it was done.',
  args: [],
  options: [
    {
      name: 'id',
      value: 'VALUE',
      doc: "The person: the value of the model's first id column, or the user of events; or the id of one prediction, list or event.",
      required: true,
    },
    { name: 'model', value: 'M', doc: 'Only what this model answered; without it every model, and what the person did.' },
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
    return { json: erased, text: call.options['model'] === undefined ? `${erasedText(erased)}\n${NOT_REACHED}` : erasedText(erased) };
  },
};

const NOT_REACHED =
  'Versions that were trained before hold what they learned of the person, which neither servers nor files of lists use any more; files that were written before and backups stay as they are. Train without the person, then delete those versions.';

function erasedText({ predictions, spooled, outcomes, events, slates }: Erased): string {
  const all = predictions + spooled;
  if (all + outcomes + events + slates === 0)
    return 'Nothing is logged of that person, or nothing any more; the audit holds that it was asked for.';
  const behaviour = events + slates > 0 ? `, ${count(events, 'event')} and ${count(slates, 'recommended list')}` : '';
  return `${count(all, 'prediction')} and ${count(outcomes, 'outcome')}${behaviour} are erased; the audit holds that it was done.`;
}
