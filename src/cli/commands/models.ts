import type { Command } from '../command.js';
import { openCall } from '../project.js';
import { modelsText } from '../words/models.js';

export const modelsCommand: Command = {
  name: 'models',
  summary: 'Lists the registered models, their versions and aliases.',
  args: [],
  options: [],
  example: 'millwright models --json',
  run: async (call) => {
    const { listModels } = await import('../../model/index.js');
    await using open = await openCall(call);
    const models = await listModels(open.run);
    return { json: { models }, text: modelsText(models, call.look) };
  },
};
