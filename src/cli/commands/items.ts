import { count, listedWords } from '../../core/index.js';
import type { ReportedItemsFile } from '../../model/index.js';
import type { Command } from '../command.js';
import { dueOption, wrongValue } from '../parse.js';
import { openCall, versionArgument } from '../project.js';

export const itemsCommand: Command = {
  name: 'items',
  summary: 'Reports new and changed items of a recommender, as POST /v1/models/{model}/items does; fails when a row is refused.',
  args: [versionArgument],
  options: [
    { name: 'in', value: 'FILE', doc: 'The items: CSV, JSONL or Parquet with the id and all or some columns of the table of items.' },
    { name: 'reset', doc: 'Take back all that was reported: what the table of items says counts again.' },
  ],
  example: 'millwright items shop --in prices.csv',
  run: async (call) => {
    const { in: given, reset } = call.options;
    if (reset === true && given !== undefined) throw wrongValue('items', '--in', 'nothing beside --reset', given);
    const file = reset === true ? undefined : dueOption('items', call.options, 'in', 'a file of items');
    const { reportItemsFile, withdrawItems } = await import('../../model/index.js');
    await using open = await openCall(call);
    if (file === undefined) {
      const withdrawn = await withdrawItems(call.args[0], open.run);
      return { json: { withdrawn }, text: `What was reported of ${count(withdrawn, 'item')} is taken back.` };
    }
    const done = await reportItemsFile(call.args[0], file, open.run);
    return { json: done, text: reportedText(done), refused: done.refused.length > 0 };
  },
};

/** Refusals that are shown. */
const MOST_SHOWN = 10;

function reportedText({ model, version, rows, added, changed, unchanged, refused, ignored }: ReportedItemsFile): string {
  const faults = refused.slice(0, MOST_SHOWN).map(({ index, item, column, rule, reason }) => {
    const what = column === undefined ? `${reason} (${rule})` : `"${column}" ${reason} (${rule})`;
    return `  row ${index + 1}, "${item}": ${what}`;
  });
  return [
    `${count(rows, 'row')} for ${model}@${version}: ${added} new, ${changed} changed, ${unchanged} as before, ${refused.length} refused.`,
    ...faults,
    ...(refused.length > MOST_SHOWN ? [`  and ${refused.length - MOST_SHOWN} more`] : []),
    ...(ignored.length > 0 ? [`The table of items has no ${listedWords(ignored)}: ignored.`] : []),
  ].join('\n');
}
