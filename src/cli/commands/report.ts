import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';

export const reportCommand: Command = {
  name: 'report',
  summary: 'Writes one HTML page that explains a version to the people who decide.',
  args: [versionArgument],
  options: [{ name: 'out', value: 'FILE.html', doc: 'Where to write (default: reports/MODEL-N.html in the project).' }],
  example: 'millwright report churn --out churn.html',
  run: async (call) => {
    const { writeReport } = await import('../../model/index.js');
    await using open = await openCall(call);
    const { out } = call.options;
    const done = await writeReport(call.args[0], typeof out === 'string' ? out : undefined, open.run);
    return { json: done, text: `Report of ${done.model}@${done.version}: ${done.out}` };
  },
};
