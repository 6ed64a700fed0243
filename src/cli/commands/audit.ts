import type { Command } from '../command.js';
import { numberOption } from '../parse.js';
import { openCall } from '../project.js';
import { auditedText } from '../words/audited.js';

export const auditCommand: Command = {
  name: 'audit',
  summary: 'Who changed what, the newest first, and whether the chain of entries is whole.',
  args: [],
  options: [
    { name: 'limit', value: 'N', doc: 'Entries to show (default 20).' },
    { name: 'before', value: 'N', doc: 'Only entries before this number.' },
  ],
  example: 'millwright audit --limit 50',
  run: async (call) => {
    const whole = { low: 1, high: 1_000_000, whole: true };
    const limit = numberOption('audit', call.options, 'limit', whole) ?? 20;
    const before = numberOption('audit', call.options, 'before', whole);
    const { listAudit, verifyAudit } = await import('../../store/index.js');
    await using open = await openCall(call);
    const { entries, chain } = await open.run.workspace.store.read(async (tx) => ({
      entries: await listAudit(tx, { limit, ...(before === undefined ? {} : { before }) }),
      chain: await verifyAudit(tx),
    }));
    const told = entries.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() }));
    return { json: { entries: told, chain }, text: auditedText(told, chain, call.look), refused: chain.brokenAt !== null };
  },
};
