import { mwError } from '../../core/index.js';
import type { CounterfactualOptions } from '../../model/index.js';
import type { Answer, Call, Command } from '../command.js';
import { jsonOption, textOption } from '../parse.js';
import { openCall, versionArgument } from '../project.js';
import { counterfactualsText } from '../words/counterfactuals.js';
import { explainedText } from '../words/explained.js';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Says for each row how much every feature moved the prediction (the shares add up exactly), or what would have to change.',
  args: [versionArgument],
  options: [
    { name: 'in', value: 'FILE', doc: 'Rows to explain: CSV, JSONL or Parquet.' },
    { name: 'row', value: 'JSON', doc: 'One row instead, such as \'{"tenure": 3, "Contract": "One year"}\'.' },
    {
      name: 'against',
      value: 'MODEL',
      doc: 'Another version, such as churn@7: say, feature by feature, why this one answers differently.',
    },
    { name: 'interactions', doc: 'Say also which features act together: what two of them move beyond what each moves alone.' },
    { name: 'counterfactual', doc: 'Say what would have to be different for another answer, each way scored again to prove it.' },
    {
      name: 'want',
      value: 'VALUE',
      doc: 'Which answer: a label, the act or "nothing", "<0.3", ">=0.7" or "200..300" (default: the other one).',
    },
    { name: 'change', value: 'COLUMNS', doc: 'Only these columns may change, such as Contract,tenure.' },
    { name: 'keep', value: 'COLUMNS', doc: 'These columns stay as they are.' },
  ],
  example: 'millwright explain churn --row \'{"tenure": 3, "MonthlyCharges": 70.5}\' --counterfactual --keep tenure',
  run: async (call) => {
    const rows = rowsOf(call);
    return call.options['counterfactual'] ? changesOf(call, rows) : sharesOf(call, rows);
  },
};

type Rows = { readonly row: Readonly<Record<string, unknown>> } | { readonly file: string };

function rowsOf({ options }: Call): Rows {
  const row = jsonOption(options, 'row', '{"tenure": 3, "Contract": "One year"}');
  const file = textOption(options, 'in');
  if (row !== undefined && file === undefined) return { row };
  if (row === undefined && file !== undefined) return { file };
  throw missing('either --in FILE or --row JSON');
}

const missing = (what: string): Error =>
  mwError('MW_CLI_ARGUMENT_MISSING', {
    command: 'explain',
    usage:
      'millwright explain MODEL (--in FILE | --row JSON) ([--against MODEL] [--interactions] | --counterfactual [--want VALUE] [--change COLUMNS] [--keep COLUMNS])',
    missing: what,
  });

async function sharesOf(call: Call, rows: Rows): Promise<Answer> {
  const alone = ['want', 'change', 'keep'].find((name) => call.options[name] !== undefined);
  if (alone !== undefined) throw missing(`--counterfactual beside --${alone}`);
  const { explainFile, explainRow } = await import('../../model/index.js');
  await using open = await openCall(call);
  const [model] = call.args;
  const against = textOption(call.options, 'against');
  const options = { ...(against === undefined ? {} : { against }), interactions: call.options['interactions'] === true };
  const explained =
    'row' in rows ? await explainRow(model, rows.row, open.run, options) : await explainFile(model, rows.file, open.run, options);
  return { json: explained, text: explainedText(explained, call.look) };
}

async function changesOf(call: Call, rows: Rows): Promise<Answer> {
  const other = ['against', 'interactions'].find((name) => call.options[name] !== undefined);
  if (other !== undefined) throw missing(`either --${other} or --counterfactual`);
  const { counterfactualsOfFile, counterfactualsOfRows } = await import('../../model/index.js');
  const [want, change, keep] = ['want', 'change', 'keep'].map((name) => textOption(call.options, name));
  const options: CounterfactualOptions = {
    ...(want === undefined ? {} : { want }),
    ...(change === undefined ? {} : { change: namesIn(change) }),
    ...(keep === undefined ? {} : { keep: namesIn(keep) }),
  };
  await using open = await openCall(call);
  const [model] = call.args;
  const found =
    'row' in rows
      ? await counterfactualsOfRows(model, [rows.row], options, open.run)
      : await counterfactualsOfFile(model, rows.file, options, open.run);
  return { json: found, text: counterfactualsText(found, call.look) };
}

const namesIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
