import type { Command } from '../command.js';
import { numberOption } from '../parse.js';
import { openCall } from '../project.js';
import { runsText } from '../words/models.js';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'Lists the trainings: when, how long, what came of them.',
  args: [{ name: 'MODEL', doc: 'Of this model (default: of all).', optional: true }],
  options: [{ name: 'limit', value: 'N', doc: 'At most so many, the newest (default 100).' }],
  example: 'millwright runs churn --limit 20',
  run: async (call) => {
    const { listRuns } = await import('../../model/index.js');
    const [model] = call.args;
    const limit = numberOption('runs', call.options, 'limit', { low: 1, high: 1_000_000, whole: true });
    await using open = await openCall(call);
    const runs = await listRuns(open.run, { ...(model === undefined ? {} : { model }), ...(limit === undefined ? {} : { limit }) });
    return { json: { runs }, text: runsText(runs, call.look) };
  },
};
