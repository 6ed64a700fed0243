import { resolve } from 'node:path';
import type { Command } from '../command.js';
import { textsOption } from '../parse.js';
import { createdText } from '../words/created.js';

export const newCommand: Command = {
  name: 'new',
  summary: 'Makes a typed project from a file of data: it type-checks and trains at once.',
  args: [{ name: 'DIR', doc: 'The folder to make; it must not exist or be empty.' }],
  options: [
    { name: 'from', value: 'FILE', doc: 'The data: CSV, JSONL or Parquet. It stays where it is.', required: true },
    { name: 'target', value: 'COLUMN', doc: "The column to predict; '#7' names the 7th. Not for segment and outlier." },
    {
      name: 'treatment',
      value: 'COLUMN',
      doc: 'The column that tells who was treated in a past campaign; the target is its outcome, and the model says whom to treat.',
    },
    { name: 'name', value: 'NAME', doc: "The model's name (default: the folder's)." },
    {
      name: 'task',
      value: 'TASK',
      doc: "binary, multiclass or regression (default: from the target's values); segment or outlier, which have no target.",
    },
    { name: 'positive', value: 'VALUE', doc: 'binary: the value whose probability is predicted.' },
    { name: 'id', value: 'COLUMN', doc: 'The column that names a row; it is no feature.' },
    { name: 'time', value: 'COLUMN', doc: 'When a row happened: the newest rows become the holdout.' },
    { name: 'group', value: 'COLUMN', doc: 'Rows of one group never stand on both sides of a split.' },
    { name: 'weight', value: 'COLUMN', doc: 'The weight of a row; it is no feature.' },
    {
      name: 'protected',
      value: 'COLUMN',
      doc: 'What people must not be treated by, such as sex: it is no feature, and its groups are compared. May be given several times.',
      many: true,
    },
  ],
  example: 'millwright new churn --from customers.csv --target Churn\ncd churn && millwright train',
  run: async (call) => {
    const { createProject } = await import('../scaffold/index.js');
    const text = (name: string) => call.options[name] as string | undefined;
    const chosen = Object.fromEntries(
      ['target', 'treatment', 'name', 'task', 'positive', 'id', 'time', 'group', 'weight'].flatMap((n) =>
        text(n) === undefined ? [] : [[n, text(n)]],
      ),
    );
    const created = await createProject(
      { dir: resolve(call.args[0]), from: resolve(text('from')!), ...chosen, protected: textsOption(call.options, 'protected') },
      { signal: call.signal, progress: call.progress, say: call.say },
    );
    return { json: created, text: createdText(created, call.args[0]) };
  },
};
