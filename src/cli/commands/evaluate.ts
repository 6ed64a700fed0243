import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';
import { evaluatedText } from '../words/evaluated.js';

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'Judges a version on rows that it never saw: labelled ones, where it has a target.',
  args: [versionArgument],
  options: [
    { name: 'on', value: 'FILE', doc: "Labelled rows: CSV, JSONL or Parquet with the schema's columns and the target.", required: true },
  ],
  example: 'millwright evaluate churn@2 --on customers-july.csv',
  run: async (call) => {
    const { evaluateVersion } = await import('../../model/index.js');
    await using open = await openCall(call);
    const evaluated = await evaluateVersion(call.args[0], String(call.options['on']), open.run);
    return { json: evaluated, text: evaluatedText(evaluated, call.look) };
  },
};
