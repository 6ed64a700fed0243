import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MillwrightError } from '../src/core/index.js';
import { readArtifact } from '../src/model/artifact/index.js';
import { openRegistry, type Registry } from '../src/model/registry/index.js';
import { folderBlobs, openStore, type Blobs, type Store } from '../src/store/index.js';
import { runToEnd } from './support/child.js';
import { smallArtifact } from './support/small-artifact.js';
import { smallDisk } from './support/small-disk.js';

const clock = (): number => 1e12;
const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform === 'win32')('a folder that may not be written', () => {
  // Permissions do not hold root back, so root lets another user try.
  const other = isRoot ? { uid: 65534, gid: 65534 } : {};
  const opened = async (root: string) => (await runToEnd('registry-child.ts', [root, 'open'], { ...other, cwd: '/' })).out;

  it('is refused by name, and nothing is written', async () => {
    const root = mkdtempSync(join(tmpdir(), 'mw-read-only-'));
    chmodSync(root, 0o555);
    expect(await opened(root)).toEqual(['error MW_STORE_READ_ONLY']);
    expect(readdirSync(root)).toEqual([]);
    chmodSync(root, 0o755);
    mkdirSync(join(root, '.millwright'), { mode: isRoot ? 0o700 : 0o500 });
    expect(await opened(root)).toEqual(['error MW_STORE_READ_ONLY']);
    expect(readdirSync(join(root, '.millwright'))).toEqual([]);
    rmSync(root, { recursive: true });
  }, 30_000);
});

const disk = smallDisk(2);

const FULL = 'MW_STORE_DISK_FULL';

interface Place {
  readonly root: string;
  readonly store: Store;
  readonly blobs: Blobs;
  readonly registry: Registry;
}

async function place(): Promise<Place> {
  const root = mkdtempSync(join(disk!, 'project-'));
  const store = await openStore({ root, clock });
  const blobs = await folderBlobs(join(root, '.millwright', 'blobs'), clock);
  return { root, store, blobs, registry: await openRegistry(store, blobs, clock) };
}

/** Registers a version of about 20 kB and makes it the champion; gives what was acknowledged, or the error's code. */
async function trainAndPromote({ registry }: Place, seed: number): Promise<{ version?: number; champion?: number; error?: string }> {
  const done: { version?: number; champion?: number; error?: string } = {};
  try {
    const run = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
    const artifact = smallArtifact('churn', seed);
    done.version = (await registry.register('churn', { ...artifact, arrays: { big: new Float64Array(2500).fill(seed) } }, run)).version;
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: done.version });
    done.champion = done.version;
  } catch (error) {
    done.error = (error as MillwrightError).code;
  }
  return done;
}

/** Leaves so many bytes free. */
async function fill(bytesLeft: number): Promise<string> {
  const { bavail, bsize } = await statfs(disk!);
  const filler = join(disk!, 'filler');
  writeFileSync(filler, new Uint8Array(Math.max(0, bavail * bsize - bytesLeft)));
  return filler;
}

describe.skipIf(!disk)('a disk that is full (needs root, to mount a small one)', () => {
  const points = Array.from({ length: 50 }, (_, i) => i * 4096);

  it.each(points)(
    'but for %i bytes: a clear error or success, nothing acknowledged is lost, and space freed is enough to go on',
    async (bytesLeft) => {
      const here = await place();
      const before = await trainAndPromote(here, 1);
      expect(before).toEqual({ version: 1, champion: 1 });
      const filler = await fill(bytesLeft);
      const began = performance.now();
      const during = await trainAndPromote(here, 2);
      expect(performance.now() - began).toBeLessThan(2000);
      if (during.error !== undefined) expect(during.error).toBe(FULL);
      if (bytesLeft === 0) expect(during).toEqual({ error: FULL });
      if (bytesLeft === points.at(-1)) expect(during).toEqual({ version: 2, champion: 2 });
      truncateSync(filler);

      const seen = await here.registry.resolve('churn');
      expect(seen.version).toBe(during.champion ?? 1);
      const versions = (await here.registry.versions('churn')).map((row) => row.version);
      expect(versions).toEqual(during.version === undefined ? [1] : [1, 2]);
      for (const version of versions) await readArtifact(here.blobs, (await here.registry.resolve(`churn@${version}`)).files);
      expect(await trainAndPromote(here, 3)).toEqual({ version: versions.length + 1, champion: versions.length + 1 });
      expect((await here.store.inspect()).intact).toBe(true);
      await here.store.close();
      rmSync(here.root, { recursive: true });
    },
  );

  it('cannot be opened on, and can once there is space', async () => {
    const root = mkdtempSync(join(disk!, 'project-'));
    const filler = await fill(0);
    await expect(openStore({ root, clock })).rejects.toMatchObject({ code: FULL });
    truncateSync(filler);
    await (await openStore({ root, clock })).close();
    rmSync(root, { recursive: true });
  });
});
