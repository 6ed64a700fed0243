import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';

export const sqlCommand: Command = {
  name: 'sql',
  summary: 'Prints the fitted features as SQL (or JavaScript): exactly what training and prediction compute.',
  args: [versionArgument],
  options: [
    { name: 'dialect', value: 'D', doc: 'duckdb (default); spark and postgres come in a later version.' },
    { name: 'js', doc: 'Print the features as JavaScript instead.' },
  ],
  example: 'millwright sql churn@2',
  run: async (call) => {
    const { featuresSource } = await import('../../model/index.js');
    await using open = await openCall(call);
    const { dialect } = call.options;
    const sql = await featuresSource(
      call.args[0],
      { dialect: typeof dialect === 'string' ? dialect : 'duckdb', js: call.options['js'] === true },
      open.run,
    );
    return { json: { sql }, text: sql };
  },
};
