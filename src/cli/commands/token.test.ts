import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAudit, openStore } from '../../store/index.js';
import { main } from '../main.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'mw-token-'));
  mkdirSync(join(root, 'models'));
});
afterAll(() => rmSync(root, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = { out: false, err: false, width: 100 };
  const write = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  const code = await main(['token', ...words], { ...write, env: {}, cwd: root, terminal, signal: new AbortController().signal });
  return { code, out, err };
}
const json = async (...words: string[]): Promise<Record<string, unknown>> => JSON.parse((await run(...words, '--json')).out) as never;

it('makes a token that is shown once, lists it without its secret, ends it, and audits both', async () => {
  const made = await json('create', '--name', 'billing', '--scope', 'label,predict', '--expires', '90d');
  expect(made).toMatchObject({ name: 'billing', scopes: ['predict', 'label'], state: 'valid', revokedAt: null });
  expect(Date.parse(made['expiresAt'] as string) - Date.parse(made['createdAt'] as string)).toBe(90 * 86_400_000);
  const { token, ...shown } = made as { readonly token: string; readonly id: string };
  const { id } = shown;
  expect(token).toMatch(new RegExp(`^mw_${id}_[0-9a-f]{64}$`));
  expect(await json('list')).toEqual({ tokens: [shown] });
  expect((await run('list')).out).toMatch(new RegExp(`${id} +billing +predict,label +valid`));
  expect(await json('revoke', id)).toMatchObject({ id, state: 'revoked' });
  expect((await run('list')).out).not.toContain(token.slice(20));
  const store = await openStore({ root, clock: () => 0 });
  const audit = await store.read((tx) => listAudit(tx));
  await store.close();
  expect(audit.map((row) => [row.action, row.subject])).toEqual([
    ['token.revoke', id],
    ['token.create', id],
  ]);
  expect(readFileSync(join(root, '.millwright', 'millwright.db')).includes(token.slice(20))).toBe(false);
});

it('says in words what was made, and how to end it', async () => {
  const { code, out } = await run('create', '--name', 'notebook', '--scope', 'admin');
  expect(code).toBe(0);
  expect(out).toMatch(
    /^mw_([0-9a-f]{16})_[0-9a-f]{64}\n\nKeep it now: .* It may admin\. It never expires\. End it: millwright token revoke \1\n$/,
  );
});

it.each<[readonly string[], number, string]>([
  [[], 2, 'MW_CLI_ARGUMENT_MISSING'],
  [['make'], 2, 'MW_CLI_OPTION_VALUE'],
  [['__proto__'], 2, 'MW_CLI_OPTION_VALUE'],
  [['create', '--scope', 'predict'], 2, 'MW_CLI_OPTION_VALUE'],
  [['create', '--name', 'x'], 2, 'MW_CLI_OPTION_VALUE'],
  [['create', '--name', 'x', '--scope', 'predikt'], 2, 'MW_SERVE_TOKEN_SCOPE'],
  [['create', '--name', 'x', '--scope', 'read', '--expires', 'soon'], 2, 'MW_CLI_OPTION_VALUE'],
  [['create', '--name', 'x', '--scope', 'read', '--expires', '3651d'], 2, 'MW_CLI_OPTION_VALUE'],
  [['create', '--name', ' \n', '--scope', 'read'], 2, 'MW_SERVE_TOKEN_NAME'],
  [['list', 'all'], 2, 'MW_CLI_OPTION_VALUE'],
  [['revoke'], 2, 'MW_CLI_OPTION_VALUE'],
  [['revoke', '0000000000000000'], 1, 'MW_SERVE_TOKEN_UNKNOWN'],
])('refuses token %j with %i %s', async (words, code, error) => {
  const { code: got, out } = await run(...words, '--json');
  expect([got, (JSON.parse(out) as { error: { code: string } }).error.code]).toEqual([code, error]);
});
