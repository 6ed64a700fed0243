import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';
import { evaluatedText } from '../words/evaluated.js';

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'Judges a version on rows that it never saw: labelled ones, where it has a target.',
  args: [versionArgument],
  options: [
    {
      name: 'on',
      value: 'FILE',
      doc: "Labelled rows: CSV, JSONL or Parquet with the schema's columns and the target; of a recommender what users did later.",
      required: true,
    },
  ],
  example: 'millwright evaluate churn@2 --on customers-july.csv',
  run: async (call) => {
    const { evaluateRecommenderFile, evaluateVersion } = await import('../../model/index.js');
    await using open = await openCall(call);
    const { task } = await open.run.workspace.registry.resolve(call.args[0]);
    if (task === 'recommend') {
      const { evaluatedListsText } = await import('../words/recommender.js');
      const lists = await evaluateRecommenderFile(call.args[0], String(call.options['on']), open.run);
      return { json: lists, text: evaluatedListsText(lists, call.look) };
    }
    const evaluated = await evaluateVersion(call.args[0], String(call.options['on']), open.run);
    return { json: evaluated, text: evaluatedText(evaluated, call.look) };
  },
};
