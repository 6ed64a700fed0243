import { resolve } from 'node:path';
import { count } from '../../core/index.js';
import type { ExportedLog } from '../../monitor/index.js';
import type { Store } from '../../store/index.js';
import type { Answer, Call, Command } from '../command.js';
import { dueOption, durationOption, textOption, wrongValue } from '../parse.js';
import { openCall, type OpenCall } from '../project.js';

/** How far back. */
type From = { readonly from?: number };
type Write = (call: Call, store: Store, from: From, out: string) => Promise<ExportedLog>;

export const logCommand: Command = {
  name: 'log',
  summary:
    'Writes the prediction log, recommended lists or what users did to a Parquet file, or removes what is older than it needs to be.',
  args: [{ name: 'ACTION', doc: 'export or prune.' }],
  options: [
    { name: 'model', value: 'M', doc: 'Of this model; export of predictions and lists needs it, prune without it looks at every model.' },
    { name: 'what', value: 'W', doc: 'export: predictions (default), slates (recommended lists) or events (what users did).' },
    { name: 'since', value: 'TIME', doc: 'export: how far back, such as 30d (default: everything).' },
    { name: 'out', value: 'FILE', doc: 'export: the Parquet file.' },
    { name: 'older-than', value: 'TIME', doc: 'prune: predictions that are older go, with their outcomes, and lists: 90d.' },
    { name: 'events', doc: 'prune: older events go too; recommenders learn from them, so export them first.' },
  ],
  example:
    'millwright log export --model churn --since 30d --out log.parquet\nmillwright log export --what events --out events.parquet\nmillwright log prune --older-than 180d',
  run: async (call) => {
    const action = Object.hasOwn(actions, call.args[0]) ? actions[call.args[0]] : undefined;
    if (!action) throw wrongValue('log', 'ACTION', 'export or prune', call.args[0]);
    await using open = await openCall(call);
    return await action(call, open);
  },
};

/** What can be exported, and what one of it is called. */
const exported: Readonly<Record<string, { readonly noun: string; readonly write: Write }>> = Object.freeze({
  predictions: {
    noun: 'prediction',
    write: async ({ options, signal }: Call, store: Store, from: From, out: string) => {
      const { exportLog } = await import('../../monitor/index.js');
      return exportLog(store, { model: dueOption('log', options, 'model', 'M'), ...from }, out, signal);
    },
  },
  slates: {
    noun: 'recommended list',
    write: async ({ options, signal }: Call, store: Store, from: From, out: string) => {
      const { exportSlates } = await import('../../monitor/index.js');
      return exportSlates(store, { model: dueOption('log', options, 'model', 'M'), ...from }, out, signal);
    },
  },
  events: {
    noun: 'event',
    write: async ({ signal }: Call, store: Store, from: From, out: string) => {
      const { exportEvents } = await import('../../monitor/index.js');
      return exportEvents(store, { ...from, signal }, out);
    },
  },
});

const actions: Readonly<Record<string, (call: Call, open: OpenCall) => Promise<Answer>>> = Object.freeze({
  export: async (call: Call, { run }: OpenCall) => {
    const what = textOption(call.options, 'what') ?? 'predictions';
    const kind = Object.hasOwn(exported, what) ? exported[what] : undefined;
    if (!kind) throw wrongValue('log', '--what', 'predictions, slates or events', what);
    const since = durationOption('log', call.options, 'since');
    const from = since === undefined ? {} : { from: call.clock() - since };
    const out = dueOption('log', call.options, 'out', 'FILE');
    call.progress(`reading ${what}`);
    const written = await kind.write(call, run.workspace.store, from, resolve(out));
    return { json: written, text: `${count(written.rows, kind.noun)} written to ${written.out}.` };
  },
  prune: async (call: Call, { run }: OpenCall) => {
    const { pruneLog } = await import('../../monitor/index.js');
    const olderThanMs = durationOption('log', call.options, 'older-than');
    if (olderThanMs === undefined) throw wrongValue('log', '--older-than', 'a time such as 90d');
    const model = textOption(call.options, 'model');
    const only = { ...(model === undefined ? {} : { model }), ...(call.options['events'] === true ? { events: true } : {}) };
    call.progress('removing what is old');
    const removed = await pruneLog(run.workspace.store, { olderThanMs, ...only, signal: call.signal }, call.clock);
    const { predictions, outcomes, slates, events } = removed;
    const behaviour = slates + events > 0 ? `, ${count(slates, 'recommended list')} and ${count(events, 'event')}` : '';
    return { json: removed, text: `${count(predictions, 'prediction')} and ${count(outcomes, 'outcome')}${behaviour} are removed.` };
  },
});
