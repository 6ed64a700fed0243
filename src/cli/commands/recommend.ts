import { count } from '../../core/index.js';
import type { Command } from '../command.js';
import { numberOption } from '../parse.js';
import { openCall, versionArgument } from '../project.js';

/** The longest list that a file may ask for. */
const MOST_ITEMS = 10_000;

export const recommendCommand: Command = {
  name: 'recommend',
  summary: 'Writes a list of items for every user of a file.',
  args: [versionArgument],
  options: [
    { name: 'in', value: 'FILE', doc: 'The users: CSV, JSONL or Parquet with the column that the events name users by.', required: true },
    { name: 'out', value: 'FILE', doc: 'Where to write, .jsonl: one line per user, {"user","items":[{"item","score"}]}.', required: true },
    { name: 'k', value: 'N', doc: 'Items per user (default 10).' },
    { name: 'reasons', value: 'N', doc: 'Say of each item why, by at most so many items that the user chose.' },
  ],
  example: 'millwright recommend shop --in users.csv --k 20 --out lists.jsonl',
  run: async (call) => {
    const k = numberOption('recommend', call.options, 'k', { low: 1, high: MOST_ITEMS, whole: true }) ?? 10;
    const reasons = numberOption('recommend', call.options, 'reasons', { low: 1, high: 100, whole: true });
    const { recommendFile } = await import('../../model/index.js');
    await using open = await openCall(call);
    const files = { in: String(call.options['in']), out: String(call.options['out']), k, ...(reasons === undefined ? {} : { reasons }) };
    const done = await recommendFile(call.args[0], files, open.run);
    const strangers = done.strangers > 0 ? `, ${done.strangers.toLocaleString('en')} of them for users whom it does not know` : '';
    const nameless = done.nameless > 0 ? `; ${count(done.nameless, 'row')} without a user left out` : '';
    return {
      json: done,
      text: `${count(done.rows, 'list')} by ${done.model}@${done.version} in ${done.seconds} s${strangers}${nameless}: ${done.out}`,
    };
  },
};
