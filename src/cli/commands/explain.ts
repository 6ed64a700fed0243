import { mwError } from '../../core/index.js';
import type { Command } from '../command.js';
import { jsonOption } from '../parse.js';
import { openCall, versionArgument } from '../project.js';
import { explainedText } from '../words/explained.js';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Says for each row how much every feature moved the prediction; the shares add up exactly.',
  args: [versionArgument],
  options: [
    { name: 'in', value: 'FILE', doc: 'Rows to explain: CSV, JSONL or Parquet.' },
    { name: 'row', value: 'JSON', doc: 'One row instead, such as \'{"tenure": 3, "Contract": "One year"}\'.' },
  ],
  example: 'millwright explain churn --row \'{"tenure": 3, "MonthlyCharges": 70.5}\'',
  run: async (call) => {
    const row = jsonOption(call.options, 'row', '{"tenure": 3, "Contract": "One year"}');
    const file = call.options['in'];
    if ((row === undefined) === (file === undefined)) {
      throw mwError('MW_CLI_ARGUMENT_MISSING', {
        command: 'explain',
        usage: 'millwright explain MODEL (--in FILE | --row JSON)',
        missing: 'either --in FILE or --row JSON',
      });
    }
    const { explainFile, explainRow } = await import('../../model/index.js');
    await using open = await openCall(call);
    const explained = row ? await explainRow(call.args[0], row, open.run) : await explainFile(call.args[0], String(file), open.run);
    return { json: explained, text: explainedText(explained, call.look) };
  },
};
