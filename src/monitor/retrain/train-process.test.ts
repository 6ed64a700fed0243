import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { trainProcess, type TrainOrder } from './train-process.js';

const root = mkdtempSync(join(tmpdir(), 'mw-train-'));
afterAll(() => rmSync(root, { recursive: true }));

const order = (rest: Partial<TrainOrder> = {}): TrainOrder => ({
  model: 'churn',
  root,
  memoryMb: 128,
  limitMs: 20_000,
  env: { PATH: '/bin', HOME: root, SECRET: 's3cr3t', PGPASSWORD: 'pg' },
  allow: [],
  signal: new AbortController().signal,
  say: () => {},
  ...rest,
});

/** A program in the place of the command line. */
function program(name: string, text: string): readonly string[] {
  const file = join(root, `${name}.mjs`);
  writeFileSync(file, text);
  return [file];
}

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !done(); i++) await sleep(20);
}
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a training as a process', () => {
  it('is asked as a person would ask, with its own heap, and its answer is taken', async () => {
    const echo = program(
      'echo',
      `console.error('reading\\nfitting');
       console.log(JSON.stringify({ words: process.argv.slice(2), cwd: process.cwd(), heap: process.execArgv, env: Object.keys(process.env).sort() }));`,
    );
    const said: string[] = [];
    const answer = (await trainProcess(order({ say: (line) => void said.push(line), allow: ['PGPASSWORD'] }), echo)) as unknown as Record<
      string,
      unknown
    >;
    expect(answer).toMatchObject({ words: ['train', 'churn', '--json', '--project', root], heap: ['--max-old-space-size=128'] });
    expect(answer['env']).toEqual(expect.arrayContaining(['HOME', 'PATH', 'PGPASSWORD']));
    expect(answer['env']).not.toContain('SECRET');
    expect(said).toEqual(['reading', 'fitting']);
  });

  it.each([
    [
      'its error document',
      `console.log('{"error":{"code":"MW_DATA_RULE","message":"no column x"}}'); process.exit(1);`,
      /MW_DATA_RULE no column x/,
    ],
    ['a crash', `process.exit(7);`, /ended with 7 and without an answer/],
    ['a signal', `process.kill(process.pid, 'SIGKILL');`, /ended with SIGKILL/],
    ['words instead of an answer', `console.log('done');`, /ended with 0 and without an answer/],
  ])('%s is a failure in words', async (name, text, words) => {
    const failing = trainProcess(order(), program(name.replaceAll(' ', '-'), text));
    await expect(failing).rejects.toMatchObject({ code: 'MW_MONITOR_TRAIN', message: expect.stringMatching(words) });
  });

  it('ends when it takes too much memory', async () => {
    const greedy = program('greedy', `const all = []; for (;;) all.push(new Array(10000).fill(0).map((_, i) => ({ i })));`);
    await expect(trainProcess(order({ memoryMb: 64 }), greedy)).rejects.toMatchObject({ code: 'MW_MONITOR_TRAIN' });
  });

  it('ends with its time, and what it started ends with it', async () => {
    const file = join(root, 'pid');
    const parent = program(
      'parent',
      `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
       writeFileSync(${JSON.stringify(file)}, String(child.pid)); setInterval(() => {}, 1000);`,
    );
    await expect(trainProcess(order({ limitMs: 1500 }), parent)).rejects.toMatchObject({
      message: expect.stringMatching(/took longer than 2 s/),
    });
    const pid = Number(readFileSync(file, 'utf8'));
    await until(() => !lives(pid));
    expect(lives(pid)).toBe(false);
  });

  it('ends when the work is interrupted', async () => {
    const stop = new AbortController();
    const idle = trainProcess(order({ signal: stop.signal }), program('idle', `setInterval(() => {}, 1000); console.error('on');`));
    setTimeout(() => stop.abort(), 200);
    await expect(idle).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
    await expect(trainProcess(order({ signal: stop.signal }))).rejects.toThrow();
  });
});
