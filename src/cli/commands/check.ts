import type { Command } from '../command.js';
import { modelArgument, openCall } from '../project.js';
import { checkedText } from '../words/checked.js';

export const checkCommand: Command = {
  name: 'check',
  summary: 'Runs the rules over the data, puts bad rows into quarantine, and fails when a rule of level error does.',
  args: [modelArgument('defined in models/; may be left out when there is only one')],
  options: [],
  example: 'millwright check churn',
  run: async (call) => {
    const { checkData } = await import('../../model/index.js');
    await using open = await openCall(call);
    const checked = await checkData(await open.definition(call.args[0]), open.run);
    return { json: checked, text: checkedText(checked, call.look), refused: !checked.passed };
  },
};
