import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../main.js';

const root = mkdtempSync(join(tmpdir(), 'mw-demo-'));
afterAll(() => rmSync(root, { recursive: true }));

async function demo(words: readonly string[], signal = new AbortController().signal): Promise<{ code: number; told: string }> {
  let told = '';
  const write = (text: string): void => void (told += text);
  const terminal = { out: false, err: false, width: 120 };
  return { code: await main(['demo', ...words], { out: write, err: write, env: {}, cwd: root, terminal, signal }), told };
}

describe('the demo before and beside its story', () => {
  it('finds a port taken before it makes anything', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { readonly port: number };
    const { code, told } = await demo([join(root, 'busy'), '--small', '--port', String(port)]);
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(told).toContain('MW_SERVE_PORT');
    expect(readdirSync(root)).not.toContain('busy');
  });

  it('refuses a file where the folder should be', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    const { code, told } = await demo([file, '--small']);
    expect(code).toBe(1);
    expect(told).toContain('MW_CLI_FOLDER_TAKEN');
  });

  it('says after Ctrl-C where what was made stays, and promises no way on that the folder bars', async () => {
    const dir = join(root, 'stopped');
    const { code, told } = await demo([dir, '--small'], AbortSignal.abort());
    expect(code).toBe(130);
    expect(told).toContain(`stays in ${dir}`);
    expect(told).not.toContain('Run the same command again');
    expect(readdirSync(dir)).toContain('models');
  }, 60_000);
});
