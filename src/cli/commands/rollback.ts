import type { Command } from '../command.js';
import { openCall } from '../project.js';
import { promotedText } from '../words/promoted.js';

export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'Puts the champion back to the version that it was before.',
  args: [{ name: 'MODEL', doc: "A model's name; NAME@ALIAS rolls back another alias." }],
  options: [],
  example: 'millwright rollback churn',
  run: async (call) => {
    const { rollbackAlias } = await import('../../model/index.js');
    await using open = await openCall(call);
    const back = await rollbackAlias(call.args[0], open.run);
    return { json: back, text: promotedText(back) };
  },
};
