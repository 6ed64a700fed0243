import type { TokenRun } from '../../serve/index.js';
import type { Answer, Call, Command } from '../command.js';
import { dueOption, durationOption, wrongValue } from '../parse.js';
import { openCall } from '../project.js';
import { createdTokenText, tokenJson, tokensText } from '../words/tokens.js';

export const tokenCommand: Command = {
  name: 'token',
  summary: 'Makes, lists and ends the tokens that a running server lets in.',
  args: [
    { name: 'ACTION', doc: 'create (shows the token once), list, or revoke ID (servers refuse it within 2 s).' },
    { name: 'ID', doc: 'revoke: the id of the token, as list shows it.', optional: true },
  ],
  options: [
    { name: 'name', value: 'NAME', doc: 'create: who uses it.' },
    { name: 'scope', value: 'LIST', doc: 'create: what it may do: predict, label, read, admin (all), with commas between.' },
    { name: 'expires', value: 'TIME', doc: 'create: how long it lasts: 30m, 12h, 90d (default: until it is revoked).' },
  ],
  example:
    'millwright token create --name billing --scope predict,label --expires 90d\nmillwright token list\nmillwright token revoke 3f0c2a9b81d4e657',
  run: async (call) => {
    const [action, id] = call.args;
    const needsId = action === 'revoke';
    if (!Object.hasOwn(actions, action)) throw wrongValue('token', 'ACTION', 'create, list or revoke', action);
    if (needsId !== (id !== undefined)) throw wrongValue('token', 'ID', needsId ? 'the id of a token' : 'nothing but after revoke', id);
    await using open = await openCall(call);
    return await actions[action](call, { store: open.run.workspace.store, clock: call.clock });
  },
};

const actions: Readonly<Record<string, (call: Call, run: TokenRun) => Promise<Answer>>> = Object.freeze({
  create: async (call: Call, run: TokenRun) => {
    const { createToken, parseScopes } = await import('../../serve/index.js');
    const name = dueOption('token', call.options, 'name', 'NAME');
    const scope = dueOption('token', call.options, 'scope', 'LIST');
    const lastsMs = durationOption('token', call.options, 'expires', { least: '1m' });
    const made = await createToken({ name, scopes: parseScopes(scope), lastsMs }, run);
    return { json: { ...tokenJson(made), token: made.token }, text: createdTokenText(made) };
  },
  list: async (call: Call, run: TokenRun) => {
    const { tokenList } = await import('../../serve/index.js');
    const tokens = await tokenList(run);
    return { json: { tokens: tokens.map(tokenJson) }, text: tokensText(tokens, call.look) };
  },
  revoke: async (call: Call, run: TokenRun) => {
    const { endToken } = await import('../../serve/index.js');
    const ended = await endToken(call.args[1], run);
    return { json: tokenJson(ended), text: `The token ${ended.id} (${ended.name}) is revoked.` };
  },
});
