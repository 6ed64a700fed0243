import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/files.js';

const bin = join(root, 'bin/millwright.js');
const node = (...args: readonly string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

function startMs(...args: readonly string[]): number {
  const startedMs = performance.now();
  expect(node(...args).status).toBe(0);
  return performance.now() - startedMs;
}

describe('bin/millwright.js', () => {
  const pretendOld = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;

  /** A package with nothing beside it but its own words. */
  const withBareCopy = (use: (copy: string) => void): void => {
    const dir = mkdtempSync(join(tmpdir(), 'millwright-bin-'));
    try {
      mkdirSync(join(dir, 'bin'));
      cpSync(bin, join(dir, 'bin/millwright.js'));
      cpSync(join(root, 'package.json'), join(dir, 'package.json'));
      use(join(dir, 'bin/millwright.js'));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  };

  it('tells an old Node in plain words what it needs', () => {
    withBareCopy((copy) => {
      const { status, stderr, stdout } = node('--import', pretendOld, copy, '--help');
      expect(stderr).toBe(
        'millwright needs Node 22.18 or newer, and this is Node 20.20.2. Install a newer one from https://nodejs.org and run the command again.\n',
      );
      expect([status, stdout]).toEqual([1, '']);
    });
  });

  it('goes on with the Node of its clone where the machine has an old one, and ends as that ends', () => {
    const { status, stderr, stdout } = node('--import', pretendOld, bin, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: millwright COMMAND [OPTIONS]');
    expect(node('--import', pretendOld, bin, 'trian').status).toBe(2);
  });

  it('has the syntax of Node 12, so that an old Node gets as far as that', () => {
    expect(readFileSync(bin, 'utf8')).not.toMatch(/\?\.|\?\?|^\s*await |=>|^import [^(]|\busing\b|#\w+\b(?!!)|\d_\d/m);
  });

  it('asks for a build where there is none', () => {
    withBareCopy((copy) => {
      const { status, stderr } = node(copy, '--help');
      expect(stderr).toBe('millwright is not built here: dist/ is missing. Run: npm ci && npm run build\n');
      expect(status).toBe(1);
    });
  });

  it('gives exit code 2 for wrong usage', () => {
    expect(node(bin, 'trian').status).toBe(2);
  });

  it('ends quietly when the reader of its output has seen enough', { skip: process.platform === 'win32' }, () => {
    const script = '{ sleep 0.2; "$0" "$1" --help; } | true';
    expect(spawnSync('sh', ['-c', script, process.execPath, bin], { encoding: 'utf8' }).stderr).toBe('');
  });

  it('ends with the npx that started it, whose shell keeps the signal to itself', { skip: process.platform === 'win32' }, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'millwright-npx-'));
    mkdirSync(join(dir, 'models'));
    const words = [bin, 'serve', '--project', dir, '--port', '0', '--log', 'off', '--watch', 'off', '--json'];
    // As npm does: a shell between, which does not become the program.
    const shell = spawn('sh', ['-c', '"$@"; exit $?', 'sh', process.execPath, ...words], {
      env: { ...process.env, npm_command: 'exec' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      let said = '';
      shell.stdout.on('data', (part: Buffer) => (said += part.toString()));
      await expect.poll(() => said, { timeout: 20_000 }).toContain('\n');
      const { url } = JSON.parse(said) as { url: string };
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      shell.kill('SIGTERM');
      const answers = () =>
        fetch(`${url}/livez`).then(
          () => true,
          () => false,
        );
      await expect.poll(answers, { timeout: 20_000 }).toBe(false);
    } finally {
      shell.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it(
    'bounds the memory of a server, in the same process, and leaves what the user bounds',
    { skip: process.platform !== 'linux' },
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'millwright-bounds-'));
      mkdirSync(join(dir, 'models'));
      const words = ['--max-semi-space-size=3', bin, 'serve', '--project', dir, '--port', '0', '--log', 'off', '--watch', 'off', '--json'];
      const server = spawn(process.execPath, words, {
        env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=300' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      try {
        let [said, complained] = ['', ''];
        server.stdout.on('data', (part: Buffer) => (said += part.toString()));
        server.stderr.on('data', (part: Buffer) => (complained += part.toString()));
        await expect.poll(() => said, { timeout: 20_000 }).toContain('\n');
        const command = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8').split('\0');
        const flags = command.filter((word) => /size=|turbofan/.test(word));
        expect(flags).toEqual(['--max-semi-space-size=3', '--min-semi-space-size=4', '--concurrent-turbofan-max-threads=1']);
        expect(complained).not.toContain('Warning');
      } finally {
        server.kill('SIGTERM');
        rmSync(dir, { recursive: true, force: true });
      }
    },
  );

  it('shows its help at most 200 ms after Node itself has started, on a busy machine too: no engine is loaded for it', () => {
    startMs(bin, '--help'); // fills the compile cache
    const pairs = Array.from({ length: 9 }, () => [startMs(bin, '--help'), startMs('-e', '0')]);
    const fastest = (side: 0 | 1): number => Math.min(...pairs.map((pair) => pair[side]));
    expect(fastest(0) - fastest(1)).toBeLessThan(200);
  });
});
