import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/index.js';
import { openWorkspace } from '../../model/index.js';
import { main } from '../main.js';

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'millwright-cli-serve-'));
  await (await openWorkspace({ root, clock: systemClock })).close();
});
afterAll(() => rmSync(root, { recursive: true }));

/** `millwright serve …` in this process. */
function started(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const stop = new AbortController();
  const heard = { out: '', err: '' };
  const around = {
    out: (text: string) => void (heard.out += text),
    err: (text: string) => void (heard.err += text),
    env,
    cwd: root,
    terminal: { out: false, err: false, width: 80 },
    signal: stop.signal,
  };
  return { heard, stop: () => stop.abort(), code: main(['serve', '--project', root, '--port', '0', ...words], around) };
}

describe('serve', () => {
  it('says its address in one line of JSON first, and ends with 0 when it is told to', async () => {
    const { heard, stop, code } = started(['--json'], { MILLWRIGHT_ADMIN_TOKEN: 'a-token-of-the-environment' });
    await expect.poll(() => heard.out, { timeout: 10_000 }).toMatch(/^\{"url":"http:\/\/127\.0\.0\.1:\d+"\}\n$/);
    const { url } = JSON.parse(heard.out) as { url: string };
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const models = await fetch(`${url}/v1/models`, { headers: { authorization: 'Bearer a-token-of-the-environment' } });
    expect(await models.json()).toEqual({ models: [] });
    stop();
    expect(await code).toBe(0);
    expect(heard.out.split('\n')).toHaveLength(2);
    expect(heard.err).not.toContain('a-token-of-the-environment');
    await expect(fetch(`${url}/livez`)).rejects.toThrow('fetch failed');
  });

  it('makes an admin token where there is none, and shows it once', async () => {
    const first = started(['--log', 'off']);
    await expect.poll(() => first.heard.err, { timeout: 10_000 }).toContain('Admin token, shown this once: ');
    const token = /once: (\S+)/.exec(first.heard.err)![1];
    const url = /http:\/\/\S+?:\d+/.exec(first.heard.out)![0];
    expect((await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    first.stop();
    expect(await first.code).toBe(0);
    const second = started(['--log', 'off']);
    await expect.poll(() => second.heard.err, { timeout: 10_000 }).toContain('token list');
    expect(second.heard.err).not.toContain('Admin token');
    second.stop();
    await second.code;
  });

  it.each([
    ['an address that others reach', ['--host', '0.0.0.0'], 'MW_SERVE_BIND'],
    ['a mode of logging that there is not', ['--log', 'sometimes'], 'MW_CLI_OPTION_VALUE'],
    ['looks that never end', ['--watch', '0.5s'], 'MW_CLI_OPTION_VALUE'],
    ['predictions that are kept for no time', ['--keep', '0d'], 'MW_CLI_OPTION_VALUE'],
    ['no processes', ['--processes', '0'], 'MW_CLI_OPTION_VALUE'],
  ])('refuses %s', async (_what, words, code) => {
    const { heard, code: exit } = started([...words, '--json']);
    expect(await exit).toBe(2);
    expect(JSON.parse(heard.out)).toMatchObject({ error: { code } });
  });

  it('says when the port is taken', async () => {
    const one = started(['--json', '--log', 'off'], { MILLWRIGHT_ADMIN_TOKEN: 'a-token-of-the-environment' });
    await expect.poll(() => one.heard.out, { timeout: 10_000 }).toContain('url');
    const port = new URL((JSON.parse(one.heard.out) as { url: string }).url).port;
    const two = started(['--json', '--log', 'off', '--port', port], { MILLWRIGHT_ADMIN_TOKEN: 'a-token-of-the-environment' });
    expect(await two.code).toBe(1);
    expect(JSON.parse(two.heard.out)).toMatchObject({ error: { code: 'MW_SERVE_PORT' } });
    one.stop();
    await one.code;
  });
});
