import type { Command } from '../command.js';
import { openCall } from '../project.js';
import { runsText } from '../words/models.js';

export const runsCommand: Command = {
  name: 'runs',
  summary: 'Lists the trainings: when, how long, what came of them.',
  args: [],
  options: [],
  example: 'millwright runs',
  run: async (call) => {
    const { listRuns } = await import('../../model/index.js');
    await using open = await openCall(call);
    const runs = await listRuns(open.run);
    return { json: { runs }, text: runsText(runs, call.look) };
  },
};
