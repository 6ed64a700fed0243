import type { Command } from '../command.js';
import { openCall, versionArgument } from '../project.js';
import { promotedText } from '../words/promoted.js';

export const promoteCommand: Command = {
  name: 'promote',
  summary: 'Lets an alias (champion, challenger, shadow …) point at a version, if the gate lets it through.',
  args: [versionArgument, { name: 'ALIAS', doc: 'champion, challenger, shadow or any name.' }],
  options: [{ name: 'force', doc: 'Promote although the gate refuses; the audit log keeps that.' }],
  example: 'millwright promote churn@2 champion',
  run: async (call) => {
    const { promoteVersion } = await import('../../model/index.js');
    await using open = await openCall(call);
    const promoted = await promoteVersion(call.args[0], call.args[1], { force: call.options['force'] === true }, open.run);
    return { json: promoted, text: promotedText(promoted), refused: !promoted.moved };
  },
};
