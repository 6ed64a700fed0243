import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersCsv } from '../support/user-program.js';
import { done } from './expectations.js';
import { customers, listing, newPlace } from './place.js';
import { bin, runBinary, startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const file = place.put('customers.csv', `${customers(300).join('\n')}\n`);
/** More trees than any test waits for. */
const ENDLESS = ['--learner', 'gbdt', '--params', '{"trees":100000}'];

async function project(name: string): Promise<readonly string[]> {
  done(await program.run('new', place.at(name), '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
  return ['--project', place.at(name), '--json'];
}

/** Sends a signal as soon as a file is there, and a little later. */
async function stopWhen(path: string, afterMs: number, stop: () => void): Promise<void> {
  while (!existsSync(path)) await wait(10);
  await wait(afterMs);
  stop();
}

const runs = async (p: readonly string[]) =>
  done<{ runs: { status: string; error: string | null; version: number | null }[] }>(await program.run('runs', ...p)).runs;

describe.skipIf(process.platform === 'win32')('a training that is stopped', () => {
  it.each<[NodeJS.Signals, number]>([
    ['SIGINT', 100],
    ['SIGINT', 700],
    ['SIGTERM', 400],
  ])('by %s after %i ms says so, keeps nothing half, and the next one works', async (signal, afterMs) => {
    const p = await project(`${signal}-${afterMs}`);
    const state = place.at(`${signal}-${afterMs}/.millwright`);
    const before = listing(place.at(`${signal}-${afterMs}`));
    let stopped: Promise<void> | undefined;
    const ran = await runBinary(['train', 'm', ...ENDLESS, ...p], {
      started: (child) => (stopped = stopWhen(`${state}/millwright.db`, afterMs, () => child.kill(signal))),
    });
    await stopped;
    expect(ran.code).toBe(130);
    const { error } = JSON.parse(ran.out) as { error: { code: string; message: string } };
    expect(error).toMatchObject({
      code: 'MW_INTERRUPTED',
      message: expect.stringMatching(/^interrupted\. (No version was registered|Nothing was changed)/),
    });
    expect(listing(place.at(`${signal}-${afterMs}`)).filter((path) => !path.startsWith(state))).toEqual(before);
    expect(listing(state).filter((path) => path !== `${state}/blobs`)).toEqual([]);
    for (const run of await runs(p)) expect(run).toMatchObject({ status: 'interrupted', version: null });
    expect(done(await program.run('train', 'm', '--learner', 'constant', ...p))).toMatchObject({ version: 1 });
  });

  it('by kill -9 is found dead, and the next one works', async () => {
    const p = await project('killed');
    const state = place.at('killed/.millwright');
    let stopped: Promise<void> | undefined;
    const ran = await runBinary(['train', 'm', ...ENDLESS, ...p], {
      started: (child) => (stopped = stopWhen(`${state}/millwright.db`, 700, () => child.kill('SIGKILL'))),
    });
    await stopped;
    expect([ran.signal, ran.out]).toEqual(['SIGKILL', '']);
    expect(await runs(p)).toMatchObject([
      { status: 'interrupted', error: expect.stringMatching(/the process \d+ on .* ended before the run did/) },
    ]);
    expect(done(await program.run('train', 'm', '--learner', 'constant', ...p))).toMatchObject({ version: 1 });
    expect((await runs(p)).map((run) => run.status)).toEqual(['finished', 'interrupted']);
  });
});

describe.skipIf(process.platform === 'win32')('a search that is stopped', { timeout: 60_000 }, () => {
  const SEARCH = ['--learner', 'gbdt', '--params', '{"trees":30}', '--trials', '500'];
  /** Starts a search, and acts when `seen` trials have been told. */
  const searched = (p: readonly string[], seen: number, act: (child: ChildProcess) => void) =>
    runBinary(['train', 'm', ...SEARCH, ...p], {
      started: (child) => {
        let told = '';
        child.stderr!.on('data', (bytes: Buffer) => {
          const before = told.match(/^trial /gm)?.length ?? 0;
          told += bytes.toString();
          if (before < seen && (told.match(/^trial /gm)?.length ?? 0) >= seen) act(child);
        });
      },
    });

  it('by Ctrl-C registers the best so far, exit 130, and the same command goes on', async () => {
    const p = await project('searched');
    const ran = await searched(p, 4, (child) => child.kill('SIGINT'));
    expect(ran.code).toBe(130);
    const stopped = JSON.parse(ran.out) as { version: number; study: { trials: number; ended: string } };
    expect(stopped).toMatchObject({ version: 1, study: { ended: 'stopped' } });
    expect(stopped.study.trials).toBeGreaterThanOrEqual(4);
    expect(ran.err).toMatch(/stopping the search: the best model so far is registered/);
    expect(await runs(p)).toMatchObject([{ status: 'finished', version: 1 }]);
    const more = String(stopped.study.trials + 1);
    const words = SEARCH.with(SEARCH.length - 1, more);
    expect(done(await program.run('train', 'm', ...words, ...p))).toMatchObject({ version: 2, study: { resumed: stopped.study.trials } });
  });

  it('by a second Ctrl-C ends at once and keeps the study alone', async () => {
    const p = await project('cut');
    const ran = await searched(p, 4, (child) => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGINT'), 30);
    });
    expect([ran.code, ran.out]).toEqual([130, '']);
    expect(await runs(p)).toMatchObject([{ status: 'interrupted', version: null }]);
    const words = SEARCH.with(SEARCH.length - 1, '5');
    const { study } = done<{ study: { resumed: number } }>(await program.run('train', 'm', ...words, ...p));
    expect(study.resumed).toBeGreaterThanOrEqual(4);
  });
});

it.skipIf(process.platform === 'win32')(
  'Ctrl-C while a file is scored leaves no answer and no part of one',
  async () => {
    const p = await project('scoring');
    done(await program.run('train', 'm', '--learner', 'gbdt', '--params', '{"trees":400}', ...p));
    const many = place.put('many.csv', customersCsv(120_000));
    const words = ['predict', 'm', '--in', many, '--out', place.at('scores.csv'), ...p];
    const started = performance.now();
    done(await runBinary(words));
    const wholeMs = performance.now() - started;
    rmSync(place.at('scores.csv'));
    const before = listing(place.dir);
    const ran = await runBinary(words, { started: (child) => void wait(wholeMs / 2).then(() => child.kill('SIGINT')) });
    expect(ran.code).toBe(130);
    expect(JSON.parse(ran.out)).toMatchObject({
      error: { code: 'MW_INTERRUPTED', message: expect.stringMatching(/^interrupted\. Nothing /) },
    });
    expect(listing(place.dir)).toEqual(before);
    expect(done(await program.run('predict', 'm', '--in', file, '--out', place.at('scores.csv'), ...p))).toMatchObject({ rows: 300 });
  },
  60_000,
);

it('two trainings at once in one project both succeed, as versions of their own', async () => {
  const p = await project('both');
  const [a, b] = (await Promise.all([1, 2].map(() => runBinary(['train', 'm', '--learner', 'linear', ...p])))).map((ran) =>
    done<{ version: number; digest: string }>(ran),
  );
  expect([a.version, b.version].toSorted()).toEqual([1, 2]);
  expect(a.digest).toBe(b.digest);
  const { models } = done<{ models: { versions: { version: number }[] }[] }>(await program.run('models', ...p));
  expect(models[0].versions.map((v) => v.version)).toEqual([1, 2]);
});

describe.skipIf(process.platform === 'win32')('readers that go away', () => {
  let p: readonly string[];
  beforeAll(async () => {
    p = await project('pipes');
    done(await program.run('train', 'm', '--learner', 'linear', ...p));
  });
  const shell = (script: string, ...words: readonly string[]) =>
    spawnSync('bash', ['-c', `set -o pipefail; ${script}`, process.execPath, bin, ...words], { encoding: 'utf8' });

  it('of a long answer: it ends quietly', () => {
    const { stderr, stdout } = shell('"$0" "$@" | head -c 20', 'explain', 'm', '--in', file, ...p);
    expect([stderr, stdout.length]).toEqual(['', 20]);
  });

  it('of the progress: the work goes on', async () => {
    const { stdout } = shell('{ "$0" "$@" 2>&3 | cat; } 3> >(head -c 1 >/dev/null)', 'train', 'm', '--learner', 'constant', ...p);
    expect(JSON.parse(stdout)).toMatchObject({ version: 2 });
  });

  it.skipIf(!existsSync('/dev/full'))('a disk that is full under the answer: it is told, exit 1', () => {
    const { status, stderr } = shell('"$0" "$@" >/dev/full', 'models', ...p);
    expect([status, stderr]).toEqual([1, 'the answer could not be written to standard output: ENOSPC\n']);
  });
});

it('the time zone, the language and the number of threads do not change the digest', async () => {
  const words = ['ILIK', 'ılık', 'ILIK', 'İYİ', 'iyi'];
  const lines = customers(200).map(
    (line, row) => `${line},${row === 0 ? 'at,mood' : `2024-0${1 + (row % 9)}-1${row % 10} 23:30:00,${words[row % 5]}`}`,
  );
  const from = place.put('dated.csv', `${lines.join('\n')}\n`);
  const made = await Promise.all(
    [
      { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
      { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    ].map(async (env, i) => {
      const own = place.at(`tz-${i}`);
      done(await runBinary(['new', own, '--from', from, '--target', 'Churn', '--name', 'm', '--json'], { env }));
      const program_ = readFileSync(`${own}/models/m.ts`, 'utf8');
      const { digest } = done<{ digest: string }>(
        await runBinary(['train', 'm', '--learner', 'gbdt', '--threads', String(1 + i), '--project', own, '--json'], { env }),
      );
      return [program_, digest];
    }),
  );
  expect(made[1]).toEqual(made[0]);
  expect(made[2]).toEqual(made[0]);
});
