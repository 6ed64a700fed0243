import { resolve } from 'node:path';
import { count } from '../../core/index.js';
import type { Answer, Call, Command } from '../command.js';
import { dueOption, durationOption, textOption, wrongValue } from '../parse.js';
import { openCall, type OpenCall } from '../project.js';

export const logCommand: Command = {
  name: 'log',
  summary: 'Writes the prediction log to a Parquet file, or removes what is older than it needs to be.',
  args: [{ name: 'ACTION', doc: 'export or prune.' }],
  options: [
    { name: 'model', value: 'M', doc: 'Of this model; export needs it, prune without it looks at every model.' },
    { name: 'since', value: 'TIME', doc: 'export: how far back, such as 30d (default: everything).' },
    { name: 'out', value: 'FILE', doc: 'export: the Parquet file.' },
    { name: 'older-than', value: 'TIME', doc: 'prune: predictions that are older go, with their outcomes: 90d.' },
  ],
  example: 'millwright log export --model churn --since 30d --out log.parquet\nmillwright log prune --older-than 180d',
  run: async (call) => {
    const action = Object.hasOwn(actions, call.args[0]) ? actions[call.args[0]] : undefined;
    if (!action) throw wrongValue('log', 'ACTION', 'export or prune', call.args[0]);
    await using open = await openCall(call);
    return await action(call, open);
  },
};

const actions: Readonly<Record<string, (call: Call, open: OpenCall) => Promise<Answer>>> = Object.freeze({
  export: async (call: Call, { run }: OpenCall) => {
    const { exportLog } = await import('../../monitor/index.js');
    const since = durationOption('log', call.options, 'since');
    const window = { model: dueOption('log', call.options, 'model', 'M'), ...(since === undefined ? {} : { from: call.clock() - since }) };
    call.progress('reading the prediction log');
    const written = await exportLog(run.workspace.store, window, resolve(dueOption('log', call.options, 'out', 'FILE')), call.signal);
    return { json: written, text: `${count(written.rows, 'prediction')} written to ${written.out}.` };
  },
  prune: async (call: Call, { run }: OpenCall) => {
    const { pruneLog } = await import('../../monitor/index.js');
    const olderThanMs = durationOption('log', call.options, 'older-than');
    if (olderThanMs === undefined) throw wrongValue('log', '--older-than', 'a time such as 90d');
    const model = textOption(call.options, 'model');
    const only = model === undefined ? {} : { model };
    call.progress('removing old predictions');
    const removed = await pruneLog(run.workspace.store, { olderThanMs, ...only, signal: call.signal }, call.clock);
    return { json: removed, text: `${count(removed.predictions, 'prediction')} and ${count(removed.outcomes, 'outcome')} are removed.` };
  },
});
