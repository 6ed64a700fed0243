import { mwError } from '../../core/index.js';
import type { RunOptions } from '../../model/index.js';
import type { MonitorRunOptions } from '../../monitor/index.js';
import type { Command } from '../command.js';
import { durationOption, numberOption, textOption } from '../parse.js';
import { openCall, versionArgument, type OpenCall } from '../project.js';
import { monitoredListsText } from '../words/monitored-lists.js';
import { monitoredText } from '../words/monitored.js';

export const monitorCommand: Command = {
  name: 'monitor',
  summary: 'Whether a served version can be trusted: outcomes or what came of its lists, estimates, drift, money, alerts.',
  args: [{ ...versionArgument, optional: true }],
  options: [
    { name: 'since', value: '7d', doc: 'How far back to look (default: 30 days, and before them as long as labels take).' },
    {
      name: 'recompute',
      value: 'N',
      doc: 'Of a model: served rows to answer again through the batch path and compare (default 200; 0: none).',
    },
  ],
  example: 'millwright monitor churn --since 7d --recompute 5000',
  run: async (call) => {
    durationOption('monitor', call.options, 'since');
    const since = textOption(call.options, 'since');
    const rows = numberOption('monitor', call.options, 'recompute', { low: 0, high: 100_000, whole: true });
    const { monitorLists, monitorModel } = await import('../../monitor/index.js');
    const { RECOMMEND } = await import('../../model/index.js');
    await using open = await openCall(call);
    const ref = call.args[0] ?? (await onlyModel(open.run));
    const window = since === undefined ? {} : { since };
    if ((await open.run.workspace.registry.resolve(ref)).task === RECOMMEND) {
      if (rows !== undefined) throw mwError('MW_CLI_OPTION_RECOMMENDER', { command: 'monitor', option: '--recompute', takes: ['--since'] });
      const lists = await monitorLists(ref, open.run, { ...window, ...(await rulesOf(open, ref)) });
      return { json: lists, text: monitoredListsText(lists, call.look) };
    }
    const report = await monitorModel(ref, open.run, {
      ...window,
      ...(rows === undefined ? {} : { recompute: rows }),
      ...(await rulesOf(open, ref)),
    });
    return { json: report, text: monitoredText(report, call.look) };
  },
};

/** The name of the project's only registered model. */
async function onlyModel({ workspace }: RunOptions): Promise<string> {
  const known = (await workspace.registry.models()).map(({ model }) => model);
  if (known.length === 1) return known[0];
  throw known.length > 1 ? mwError('MW_CLI_MODEL_AMBIGUOUS', { known }) : mwError('MW_CLI_MODEL_NONE', { dir: workspace.root });
}

/** What the definition says now of alerts and labels; without a definition, what is registered speaks for itself. */
async function rulesOf(open: OpenCall, ref: string): Promise<Pick<MonitorRunOptions, 'rules'>> {
  const { parseRef } = await import('../../model/index.js');
  const name = parseRef(ref).model;
  try {
    const { monitor } = await open.definition(name);
    return monitor ? { rules: monitor } : {};
  } catch (error) {
    open.run.say(`Alert rules of the definition are left out: ${(error as Error).message}`);
    return {};
  }
}
