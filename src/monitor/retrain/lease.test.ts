import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../core/index.js';
import { openStore, putState, thisOwner, type Owner, type Store } from '../../store/index.js';
import { takeLease, type Held } from './lease.js';

let root: string;
let store: Store;
let now = 1e12;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'mw-lease-'));
  now = 1e12;
  store = await openStore({ root, clock: () => now });
});
afterEach(async () => {
  await store.close();
  rmSync(root, { recursive: true });
});

const take = (): ReturnType<typeof takeLease> => takeLease(store, 'watch', 60_000, () => now);
const heldBy = (owner: Owner): Promise<void> =>
  store.write((tx) => putState(tx, 'lease:watch', { owner, until: now + 60_000 } as unknown as Json, now));
const elsewhere: Owner = { host: 'elsewhere', boot: 'x', pid: 1, started: '1' };

describe('a lease', () => {
  it('is held by one, until it is released', async () => {
    const first = (await take()) as Held;
    expect(await take()).toEqual({ heldBy: thisOwner() });
    await first.release();
    expect(await take()).toHaveProperty('release');
  });

  it('of a living process of this machine never ends by age', async () => {
    const stat = existsSync('/proc/self/stat') ? readFileSync(`/proc/${process.ppid}/stat`, 'latin1') : undefined;
    const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    const parent: Owner = { ...thisOwner(), pid: process.ppid, started };
    await heldBy(parent);
    now += 1e9;
    expect(await take()).toEqual({ heldBy: parent });
  });

  it('of a process that ended is free at once', async () => {
    await heldBy({ ...thisOwner(), started: '1', pid: process.ppid });
    expect(await take()).toHaveProperty('release');
  });

  it('that this very process failed to release ends in time', async () => {
    await take();
    now += 60_001;
    expect(await take()).toHaveProperty('release');
  });

  it('of another machine ends when it was not renewed in time', async () => {
    await heldBy(elsewhere);
    expect(await take()).toEqual({ heldBy: elsewhere });
    now += 60_001;
    const taken = (await take()) as Held;
    now += 50_000;
    expect(await taken.renew()).toBe(true);
  });

  it('that was lost is neither renewed nor released', async () => {
    const first = (await take()) as Held;
    await heldBy(elsewhere);
    expect(await first.renew()).toBe(false);
    await first.release();
    expect(await take()).toEqual({ heldBy: elsewhere });
  });

  it('of ten that ask at once is given to one', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, take));
    expect(all.filter((one) => 'release' in one)).toHaveLength(1);
  });
});
