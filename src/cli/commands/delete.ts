import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';

export const deleteCommand: Command = {
  name: 'delete',
  summary: 'Deletes a version for good, unless an alias or the log still needs it.',
  args: [versionArgument],
  options: [],
  example: 'millwright delete churn@1',
  run: async (call) => {
    const { deleteVersion } = await import('../../model/index.js');
    await using open = await openCall(call);
    const gone = await deleteVersion(call.args[0], open.run);
    return { json: gone, text: `${gone.model}@${gone.version} is deleted.` };
  },
};
