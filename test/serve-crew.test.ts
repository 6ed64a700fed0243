import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from './support/files.js';

const bin = join(root, 'bin/millwright.js');
const token = 'a-token-of-the-environment';
const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

let program: ChildProcess;
let folder: string;
afterEach(() => {
  program.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!existsSync('/proc/self/task'))('several processes that serve together (skipped where /proc is not)', () => {
  it('share a port and their figures, are started anew when one dies, and drain together', async () => {
    folder = mkdtempSync(join(tmpdir(), 'millwright-crew-'));
    await mkdir(join(folder, '.millwright'));
    const words = [bin, 'serve', '--project', folder, '--port', '0', '--processes', '2', '--json', '--log', 'off'];
    program = spawn(process.execPath, words, {
      env: { ...process.env, MILLWRIGHT_ADMIN_TOKEN: token },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    program.stdout!.on('data', (part: Buffer) => (out += part.toString()));
    await expect.poll(() => out, { timeout: 15_000 }).toContain('\n');
    const { url } = JSON.parse(out) as { url: string };
    const ask = (path: string) => fetch(url + path, { headers: { authorization: `Bearer ${token}`, connection: 'close' } });
    await expect.poll(() => childrenOf(program.pid!).length).toBe(2);
    for (let i = 0; i < 10; i++) expect((await ask('/v1/models')).status).toBe(200);
    const answered = async (): Promise<number> =>
      Number(/route="\/v1\/models",status="200"\} (\d+)/.exec(await (await ask('/metrics')).text())?.[1] ?? 0);
    await expect.poll(answered, { timeout: 10_000 }).toBe(10);

    const [first, second] = childrenOf(program.pid!);
    process.kill(first, 'SIGKILL');
    await expect.poll(() => childrenOf(program.pid!).filter((pid) => pid !== first).length, { timeout: 10_000 }).toBe(2);
    expect(childrenOf(program.pid!)).toContain(second);
    await expect.poll(async () => (await ask('/livez')).status).toBe(200);

    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(out.split('\n')).toHaveLength(2);
  });

  it('may be one alone, for the bound of its memory', async () => {
    folder = mkdtempSync(join(tmpdir(), 'millwright-crew-'));
    await mkdir(join(folder, '.millwright'));
    const words = [bin, 'serve', '--project', folder, '--port', '0', '--memory', '128', '--json', '--log', 'off', '--watch', 'off'];
    program = spawn(process.execPath, words, {
      env: { ...process.env, MILLWRIGHT_ADMIN_TOKEN: token },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    program.stdout!.on('data', (part: Buffer) => (out += part.toString()));
    await expect.poll(() => out, { timeout: 20_000 }).toContain('\n');
    const { url } = JSON.parse(out) as { url: string };
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const [only, ...others] = childrenOf(program.pid!);
    expect(others).toEqual([]);
    expect(readFileSync(`/proc/${only}/cmdline`, 'utf8').split('\0')).toContain('--max-old-space-size=128');
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('say once which token lets in: a new one, or where the others are listed', async () => {
    folder = mkdtempSync(join(tmpdir(), 'millwright-crew-'));
    await mkdir(join(folder, '.millwright'));
    const { MILLWRIGHT_ADMIN_TOKEN: _, ...env } = process.env;
    for (const due of ['Admin token, shown this once: mw_', 'Tokens: those that `millwright token list` shows.']) {
      const words = [bin, 'serve', '--project', folder, '--port', '0', '--processes', '2', '--log', 'off', '--watch', 'off'];
      program = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [program.stdout!, program.stderr!]) stream.on('data', (part: Buffer) => (said += part.toString()));
      await expect.poll(() => said, { timeout: 20_000 }).toContain(due);
      await expect.poll(() => said, { timeout: 20_000 }).toContain('Serving on ');
      const ended = new Promise((resolve) => program.once('exit', resolve));
      program.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(said.match(/token/gi)).toHaveLength(due.match(/token/gi)!.length);
    }
  });
});
