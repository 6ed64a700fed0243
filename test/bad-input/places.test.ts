import { execFileSync } from 'node:child_process';
import { chmodSync, lchownSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersCsv } from '../support/user-program.js';
import { done, refused } from './expectations.js';
import { customers, listing, newPlace } from './place.js';
import { runBinary } from './program.js';
import { smallDisk } from '../support/small-disk.js';

const isRoot = process.getuid?.() === 0;
/** Permissions do not hold root back, so root lets another user try. */
const other = isRoot ? { uid: 65534, gid: 65534 } : {};

const place = newPlace();
afterAll(() => place.remove());
const lines = customers(150);
const file = place.put('customers.csv', `${lines.join('\n')}\n`);

function giveAway(path: string): void {
  if (!isRoot) return;
  lchownSync(path, 65534, 65534);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) if (name !== 'node_modules') giveAway(join(path, name));
}

describe.skipIf(process.platform === 'win32')('what a user may not write or read', () => {
  const run = (...words: readonly string[]) => runBinary([...words, '--json'], { ...other, cwd: place.dir, env: { HOME: place.dir } });
  const p = ['--project', place.at('p')];

  beforeAll(async () => {
    giveAway(place.dir);
    done(await run('new', place.at('p'), '--from', file, '--target', 'Churn', '--name', 'm'));
    done(await run('train', 'm', '--learner', 'linear', ...p));
  });

  it('a folder for a new project', async () => {
    mkdirSync(place.at('locked'));
    giveAway(place.at('locked'));
    chmodSync(place.at('locked'), 0o555);
    const before = listing(place.dir);
    refused(await run('new', place.at('locked/q'), '--from', file, '--target', 'Churn'), {
      code: 'MW_CLI_PROJECT_WRITE',
      message: /permission denied/,
    });
    expect(listing(place.dir)).toEqual(before);
  });

  it('a folder for the answer', async () => {
    const before = listing(place.dir);
    refused(await run('predict', 'm', '--in', file, '--out', place.at('locked/out.csv'), ...p), {
      code: 'MW_MODEL_OUT',
      message: /permission denied/,
    });
    refused(await run('report', 'm', '--out', place.at('locked/out.html'), ...p), { code: 'MW_MODEL_OUT', message: /permission denied/ });
    expect(listing(place.dir)).toEqual(before);
  });

  it('the data', async () => {
    writeFileSync(place.at('secret.csv'), 'a,b\n1,2\n');
    chmodSync(place.at('secret.csv'), 0);
    refused(await run('profile', place.at('secret.csv')), { code: 'MW_DATA_FILE_READ', message: /permission denied/ });
  });

  it('a project that was never trained', async () => {
    done(await run('new', place.at('fresh'), '--from', file, '--target', 'Churn', '--name', 'm'));
    chmodSync(place.at('fresh'), 0o555);
    const before = listing(place.at('fresh'));
    refused(await run('train', '--project', place.at('fresh')), { code: 'MW_STORE_READ_ONLY', message: /cannot write to .*fresh/ });
    expect(listing(place.at('fresh'))).toEqual(before);
    chmodSync(place.at('fresh'), 0o755);
    done(await run('train', '--learner', 'constant', '--project', place.at('fresh')));
  });

  it.each([
    ['customers.csv/tmp', /a part of the path is a file/],
    ['locked', /permission denied/],
  ])('the folder of temporary files: %s', async (name, message) => {
    const ran = await runBinary(['profile', file, '--json'], { ...other, cwd: place.dir, env: { TMPDIR: place.at(name) } });
    refused(ran, { code: 'MW_DATA_TEMP', message });
  });

  it('the state of a project', async () => {
    const state = place.at('p/.millwright');
    const before = listing(state);
    for (const path of [state, ...readdirSync(state).map((name) => join(state, name))])
      chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
    refused(await run('train', 'm', ...p), { code: 'MW_STORE_READ_ONLY' });
    expect(listing(state)).toEqual(before);
    for (const path of [state, ...readdirSync(state).map((name) => join(state, name))])
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    expect(done(await run('train', 'm', '--learner', 'constant', ...p))).toMatchObject({ version: 2 });
  });
});

const disk = smallDisk(4);

describe.skipIf(!disk)('a disk that is full (needs root, to mount a small one)', () => {
  const at = (name: string): string => join(disk!, name);
  const run = (...words: readonly string[]) => runBinary([...words, '--json'], { cwd: place.dir });

  /** Leaves so many bytes free. */
  async function fill(bytesLeft: number): Promise<void> {
    const { bavail, bsize } = await statfs(disk!);
    writeFileSync(at('filler'), new Uint8Array(Math.max(0, bavail * bsize - bytesLeft)));
  }
  const free = (): void => truncateSync(at('filler'));

  it('under a new project', async () => {
    await fill(0);
    const before = listing(disk!);
    refused(await run('new', at('p'), '--from', file, '--target', 'Churn', '--name', 'm'), {
      code: 'MW_CLI_PROJECT_WRITE',
      message: /the disk is full/,
    });
    expect(listing(disk!)).toEqual(before);
    free();
    done(await run('new', at('p'), '--from', file, '--target', 'Churn', '--name', 'm'));
  });

  it('under a training', async () => {
    for (const bytesLeft of [0, 8192, 32_768]) {
      await fill(bytesLeft);
      refused(await run('train', 'm', '--learner', 'gbdt', '--project', at('p')), {
        code: 'MW_STORE_DISK_FULL',
        message: /no space is left/,
      });
      expect(listing(at('p')).filter((path) => /\.part|\.tmp|blobs\/./.test(path))).toEqual([]);
      free();
    }
    expect(done(await run('train', 'm', '--learner', 'gbdt', '--project', at('p')))).toMatchObject({ version: 1 });
  }, 60_000);

  it('under the quarantine', async () => {
    const odd = place.put(
      'odd.csv',
      `${lines.map((line, row) => (row % 30 === 7 ? line.replace(/,\d+,/, `,${'x'.repeat(20_000)},`) : line)).join('\n')}\n`,
    );
    execFileSync('cp', [odd, file]);
    await fill(40_000);
    refused(await run('check', 'm', '--project', at('p')), { code: 'MW_DATA_QUARANTINE', message: /the disk is full/ });
    expect(listing(at('p')).filter((path) => /quarantine\/./.test(path))).toEqual([]);
    free();
    expect((await run('check', 'm', '--project', at('p'))).out).toMatch(/"quarantined":5/);
    place.put('customers.csv', `${lines.join('\n')}\n`);
  });

  it('under the answer', async () => {
    const many = place.put('many.csv', customersCsv(40_000));
    for (const ending of ['csv', 'jsonl', 'parquet']) {
      await fill(65_536);
      const before = listing(disk!);
      refused(await run('predict', 'm', '--in', many, '--out', at(`out.${ending}`), '--project', at('p')), {
        code: 'MW_MODEL_OUT',
        message: /the disk is full/,
      });
      expect(listing(disk!)).toEqual(before);
      free();
    }
    expect(done(await run('predict', 'm', '--in', file, '--out', at('out.csv'), '--project', at('p')))).toMatchObject({ rows: 150 });
  }, 60_000);

  it('under temporary files', async () => {
    await fill(0);
    const before = listing(disk!);
    const wide = place.put('wide.csv', Buffer.from(`\ufeff${customersCsv(20_000)}`, 'utf16le'));
    const ran = await runBinary(['profile', wide, '--json'], { cwd: place.dir, env: { TMPDIR: disk!, NODE_DISABLE_COMPILE_CACHE: '1' } });
    refused(ran, { code: 'MW_DATA_DISK', message: /no space left for temporary files/ });
    expect(listing(disk!)).toEqual(before);
    free();
  });
});
