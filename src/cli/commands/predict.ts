import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';
import { decidedWords } from '../words/money.js';

export const predictCommand: Command = {
  name: 'predict',
  summary: 'Scores a file: the id columns, the prediction, its probabilities and what to do, in the order of the rows.',
  args: [versionArgument],
  options: [
    {
      name: 'in',
      value: 'FILE',
      doc: "Rows to score: CSV, JSONL or Parquet with the schema's columns; the target may be there and is ignored.",
      required: true,
    },
    { name: 'out', value: 'FILE', doc: 'Where to write; the ending says how: .csv, .jsonl or .parquet.', required: true },
  ],
  example: 'millwright predict churn --in new-customers.csv --out scores.csv',
  run: async (call) => {
    const { predictFile } = await import('../../model/index.js');
    await using open = await openCall(call);
    const done = await predictFile(call.args[0], { in: String(call.options['in']), out: String(call.options['out']) }, open.run);
    return {
      json: done,
      text: [
        `${done.rows.toLocaleString('en')} rows scored by ${done.model}@${done.version} in ${done.seconds} s: ${done.out}`,
        ...(done.decided ? decidedWords(done.decided, done.rows) : []),
      ].join('\n'),
    };
  },
};
