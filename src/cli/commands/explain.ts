import { given, mwError } from '../../core/index.js';
import type { AnchorFileOptions, CounterfactualOptions, ExplainOptions } from '../../model/index.js';
import type { Answer, Call, Command } from '../command.js';
import { jsonOption, numberOption, textOption } from '../parse.js';
import { openCall, versionArgument } from '../project.js';
import { anchorsText } from '../words/anchors.js';
import { counterfactualsText } from '../words/counterfactuals.js';
import { explainedText } from '../words/explained.js';

export const explainCommand: Command = {
  name: 'explain',
  summary:
    'Says for each row how much every feature moved the prediction (the shares add up exactly), what would have to change, or what holds the answer.',
  args: [versionArgument],
  options: [
    { name: 'in', value: 'FILE', doc: 'Rows to explain: CSV, JSONL or Parquet.' },
    {
      name: 'row',
      value: 'JSON',
      doc: 'One row instead, with every column that the model reads, such as \'{"tenure": 3, "Contract": "One year"}\'.',
    },
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
    { name: 'anchor', doc: 'Say which short rule holds the answer, whatever the other columns are: how often, and for how many rows.' },
    { name: 'precision', value: 'SHARE', doc: 'How many of the rows under that rule shall get the same answer (default 0.95).' },
    { name: 'within', value: 'NUMBER', doc: 'Where the answer is a number: how near to it counts as the same.' },
    {
      name: 'among',
      value: 'FILE',
      doc: 'Rows that others are like (default: made of what is kept of the training rows, column by column).',
    },
  ],
  example: 'millwright explain churn --in new-customers.csv',
  run: async (call) => {
    const rows = rowsOf(call);
    return QUESTIONS[questionOf(call)](call, rows);
  },
};

type Question = 'shares' | 'counterfactual' | 'anchor';

/** Which question each option is part of. */
const PART_OF: Readonly<Record<string, Question>> = {
  against: 'shares',
  interactions: 'shares',
  want: 'counterfactual',
  change: 'counterfactual',
  keep: 'counterfactual',
  precision: 'anchor',
  within: 'anchor',
  among: 'anchor',
};

const QUESTIONS: Readonly<Record<Question, (call: Call, rows: Rows) => Promise<Answer>>> = {
  shares: sharesOf,
  counterfactual: changesOf,
  anchor: rulesOf,
};

/** What is asked of the rows. Throws where options of two questions are there. */
function questionOf({ options }: Call): Question {
  const [question = 'shares', second] = (['counterfactual', 'anchor'] as const).filter((name) => options[name] !== undefined);
  if (second !== undefined) throw missing(`either --${question} or --${second}`);
  for (const [name, of] of Object.entries(PART_OF)) {
    if (options[name] === undefined || of === question) continue;
    throw missing(of === 'shares' ? `either --${name} or --${question}` : `--${of} beside --${name}`);
  }
  return question;
}

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
      'millwright explain MODEL (--in FILE | --row JSON) ([--against MODEL] [--interactions] | --counterfactual [--want VALUE] [--change COLUMNS] [--keep COLUMNS] | --anchor [--precision SHARE] [--within NUMBER] [--among FILE])',
    missing: what,
  });

async function sharesOf(call: Call, rows: Rows): Promise<Answer> {
  const { explainFile, explainRow } = await import('../../model/index.js');
  await using open = await openCall(call);
  const [model] = call.args;
  const options = given<ExplainOptions>({
    against: textOption(call.options, 'against'),
    interactions: call.options['interactions'] === true || undefined,
  });
  const explained =
    'row' in rows ? await explainRow(model, rows.row, open.run, options) : await explainFile(model, rows.file, open.run, options);
  return { json: explained, text: explainedText(explained, call.look) };
}

async function changesOf(call: Call, rows: Rows): Promise<Answer> {
  const { counterfactualsOfFile, counterfactualsOfRows } = await import('../../model/index.js');
  const [want, change, keep] = ['want', 'change', 'keep'].map((name) => textOption(call.options, name));
  const options = given<CounterfactualOptions>({ want, change: namesIn(change), keep: namesIn(keep) });
  await using open = await openCall(call);
  const [model] = call.args;
  const found =
    'row' in rows
      ? await counterfactualsOfRows(model, [rows.row], options, open.run)
      : await counterfactualsOfFile(model, rows.file, options, open.run);
  return { json: found, text: counterfactualsText(found, call.look) };
}

async function rulesOf(call: Call, rows: Rows): Promise<Answer> {
  const options = given<AnchorFileOptions>({
    precision: numberOption('explain', call.options, 'precision', { low: 0.5, high: 0.999 }),
    within: numberOption('explain', call.options, 'within', { low: 0, high: Number.MAX_VALUE }),
    among: textOption(call.options, 'among'),
  });
  const { anchorsOfFile, anchorsOfRows } = await import('../../model/index.js');
  await using open = await openCall(call);
  const [model] = call.args;
  const found =
    'row' in rows ? await anchorsOfRows(model, [rows.row], options, open.run) : await anchorsOfFile(model, rows.file, options, open.run);
  return { json: found, text: anchorsText(found, call.look) };
}

/** The columns of a list; `undefined` of none given. */
const namesIn = (list: string | undefined): readonly string[] | undefined =>
  list
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
