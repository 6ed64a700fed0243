import { resolve } from 'node:path';
import { given, mwError } from '../../core/index.js';
import type { Call, Answer, Command } from '../command.js';
import { textsOption } from '../parse.js';
import { createdRecommenderText, createdText } from '../words/created.js';

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
      doc: "binary, multiclass or regression (default: from the target's values); segment or outlier, which have no target; recommend: items for users.",
    },
    { name: 'user', value: 'COLUMN', doc: 'recommend: who did something.' },
    { name: 'item', value: 'COLUMN', doc: 'recommend: with which item.' },
    { name: 'event', value: 'COLUMN', doc: 'recommend: what was done, such as view, cart or purchase.' },
    { name: 'items', value: 'FILE', doc: 'recommend: a table of the items, one row each.' },
    { name: 'users', value: 'FILE', doc: 'recommend: a table of the users, one row each.' },
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
  example:
    'millwright new churn --from customers.csv --target Churn\ncd churn && millwright train\nmillwright new shop --from events.csv --task recommend --user user_id --item item_id --time ts --event type --items items.csv',
  run: async (call) => {
    const { createProject } = await import('../scaffold/index.js');
    const text = (name: string) => call.options[name] as string | undefined;
    if (text('task') === 'recommend') return createRecommender(call);
    for (const option of OF_RECOMMENDERS)
      if (text(option) !== undefined)
        throw mwError('MW_CLI_OPTION_VALUE', {
          command: 'new',
          option: `--${option}`,
          due: 'given with --task recommend',
          got: `"${text(option)}"`,
        });
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

const OF_RECOMMENDERS = ['user', 'item', 'event', 'items', 'users'] as const;

/** An option that may be given several times is a list, empty where it is not given. */
const isGiven = (option: Call['options'][string] | undefined): boolean =>
  Array.isArray(option) ? option.length > 0 : option !== undefined;

/** What a recommender's project is made of. */
async function createRecommender(call: Call): Promise<Answer> {
  const { createRecommenderProject } = await import('../scaffold/index.js');
  const text = (name: string) => call.options[name] as string | undefined;
  const taken = ['from', 'task', 'name', 'time', ...OF_RECOMMENDERS];
  for (const { name } of newCommand.options)
    if (!taken.includes(name) && isGiven(call.options[name]))
      throw mwError('MW_CLI_OPTION_RECOMMENDER', { command: 'new', option: `--${name}`, takes: taken.map((one) => `--${one}`) });
  for (const option of ['user', 'item', 'time'])
    if (text(option) === undefined)
      throw mwError('MW_CLI_ARGUMENT_MISSING', {
        command: 'new',
        usage:
          'millwright new DIR --from EVENTS --task recommend --user COLUMN --item COLUMN --time COLUMN [--event COLUMN] [--items FILE] [--users FILE]',
        missing: `--${option} COLUMN`,
      });
  const created = await createRecommenderProject(
    {
      dir: resolve(call.args[0]),
      from: resolve(text('from')!),
      user: text('user')!,
      item: text('item')!,
      time: text('time')!,
      ...given({
        name: text('name'),
        event: text('event'),
        items: text('items') && resolve(text('items')!),
        users: text('users') && resolve(text('users')!),
      }),
    },
    { signal: call.signal, progress: call.progress, say: call.say },
  );
  return { json: created, text: createdRecommenderText(created, call.args[0]) };
}
