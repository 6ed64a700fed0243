import type { Command } from '../command.js';
import { openCall } from '../project.js';
import { diffText } from '../words/diff.js';

export const diffCommand: Command = {
  name: 'diff',
  summary: 'Compares two versions: metrics on the same rows, features, settings, data.',
  args: [
    { name: 'MODEL@A', doc: 'The version to compare from.' },
    { name: 'MODEL@B', doc: 'The version to compare to.' },
  ],
  options: [],
  example: 'millwright diff churn@1 churn@2',
  run: async (call) => {
    const { diffVersions } = await import('../../model/index.js');
    await using open = await openCall(call);
    const diff = await diffVersions(call.args[0], call.args[1], open.run);
    return { json: diff, text: diffText(diff, call.look) };
  },
};
