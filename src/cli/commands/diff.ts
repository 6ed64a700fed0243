import type { Command } from '../command.js';
import { openCall } from '../project.js';

export const diffCommand: Command = {
  name: 'diff',
  summary: 'Compares two versions on the same rows or users: figures, whose answer or list changes, money, parts, what differs.',
  args: [
    { name: 'MODEL@A', doc: 'The version to compare from.' },
    { name: 'MODEL@B', doc: 'The version to compare to.' },
  ],
  options: [
    { name: 'markdown', doc: 'Say it as Markdown, for a pull request.' },
    { name: 'out', value: 'FILE.html', doc: 'Also write it as a page with pictures, for a meeting.' },
  ],
  example: 'millwright diff churn@1 churn@2 --out diff.html',
  run: async (call) => {
    const { diffAny, writeDiff } = await import('../../model/index.js');
    const { diffMarkdown, diffText } = await import('../words/diff.js');
    await using open = await openCall(call);
    const diff = await diffAny(call.args[0], call.args[1], open.run);
    const { out, markdown } = call.options;
    if (typeof out === 'string') await writeDiff(diff, out);
    const text = markdown === true ? diffMarkdown(diff) : diffText(diff, call.look);
    const where = typeof out === 'string' && markdown !== true ? `\n\nPage: ${out}` : '';
    return { json: typeof out === 'string' ? { ...diff, out } : diff, text: `${text}${where}` };
  },
};
