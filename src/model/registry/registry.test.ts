import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallArtifact } from '../../../test/support/small-artifact.js';
import { addRun, folderBlobs, openStore, sweepBlobs, thisOwner, verifyAudit, type Blobs, type Store } from '../../store/index.js';
import { readArtifact } from '../artifact/index.js';
import { openRegistry } from './open.js';
import type { Registry } from './registry.js';

let root: string;
let store: Store;
let blobs: Blobs;
let registry: Registry;
let now: number;
const clock = () => now;

beforeEach(async () => {
  now = 1000;
  root = mkdtempSync(join(tmpdir(), 'mw-registry-'));
  store = await openStore({ root, clock });
  blobs = await folderBlobs(join(root, '.millwright', 'blobs'), clock);
  registry = await openRegistry(store, blobs, clock, 'me');
});
afterEach(async () => {
  await store.close();
  rmSync(root, { recursive: true });
});

async function train(model: string, seed: number, parent: string | null = null): Promise<number> {
  const run = await registry.startRun({ model, kind: 'train', settings: { seed } });
  return (await registry.register(model, smallArtifact(model, seed, parent), run)).version;
}

describe('register', () => {
  it('gives numbers from 1 on, and the artifact back', async () => {
    expect([await train('churn', 1), await train('churn', 2), await train('price', 1)]).toEqual([1, 2, 1]);
    const found = await registry.resolve('churn@2');
    expect(found).toMatchObject({ model: 'churn', version: 2, task: 'binary', learner: 'linear', createdAt: 1000, alias: null });
    const artifact = await readArtifact(blobs, found.files);
    expect(artifact.digest).toBe(found.digest);
    expect(artifact.content).toEqual(smallArtifact('churn', 2).content);
    expect(found.record).toEqual(artifact.record);
  });

  it('gives equal artifacts equal digests and one set of blobs, and two versions', async () => {
    const files = async (ref: string) => (await registry.resolve(ref)).files;
    await train('churn', 1);
    await train('churn', 1);
    expect(await files('churn@1')).toEqual(await files('churn@2'));
    const [one, two] = await registry.versions('churn');
    expect(one.digest).toBe(two.digest);
    expect(one.run).not.toBe(two.run);
  });

  it('finishes the run, and a run registers once', async () => {
    const run = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
    now = 2000;
    const [first, again] = [
      await registry.register('churn', smallArtifact('churn', 1), run),
      await registry.register('churn', smallArtifact('churn', 1), run),
    ];
    expect(again).toEqual(first);
    expect(await registry.versions('churn')).toHaveLength(1);
    expect(await registry.runs()).toMatchObject([
      { id: run, status: 'finished', version: 1, startedAt: 1000, finishedAt: 2000, error: null },
    ]);
  });

  it('wants a run that is under way', async () => {
    await expect(registry.register('churn', smallArtifact('churn', 1), 'no such')).rejects.toMatchObject({ code: 'MW_MODEL_RUN_UNKNOWN' });
    const run = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
    await registry.endRun(run, 'failed', { code: 'MW_INTERNAL', message: 'why' });
    await expect(registry.register('churn', smallArtifact('churn', 1), run)).rejects.toMatchObject({ code: 'MW_MODEL_RUN_STATE' });
    expect(await registry.models()).toEqual([]);
    expect(await registry.runs()).toMatchObject([{ status: 'failed', version: null, error: { code: 'MW_INTERNAL', message: 'why' } }]);
  });

  it('keeps why a run failed, whatever the words', async () => {
    const run = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
    await registry.endRun(run, 'failed', { message: 'column "\ud800"', where: undefined as never });
    expect(await registry.runs()).toMatchObject([{ error: { message: 'column "\ufffd"' } }]);
  });

  it('refuses a name that could not be asked for', async () => {
    await expect(registry.startRun({ model: 'a b', kind: 'train', settings: null })).rejects.toMatchObject({ code: 'MW_MODEL_NAME' });
    await expect(registry.register('a@b', smallArtifact('a', 1), 'r')).rejects.toMatchObject({ code: 'MW_MODEL_NAME' });
  });

  it('writes a blob again that a sweep took away meanwhile', async () => {
    const run = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
    let taken = 0;
    const greedy: Blobs = {
      ...blobs,
      put: async (bytes) => {
        const blob = await blobs.put(bytes);
        if (taken++ === 1) await blobs.remove(blob.sha256);
        return blob;
      },
    };
    const version = await (await openRegistry(store, greedy, clock)).register('churn', smallArtifact('churn', 1), run);
    expect(await readArtifact(blobs, version.files)).toMatchObject({ digest: version.digest });
  });
});

describe('resolve', () => {
  it('takes the champion, else the newest', async () => {
    await train('churn', 1);
    await train('churn', 2);
    expect(await registry.resolve('churn')).toMatchObject({ version: 2, alias: null });
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: 1 });
    expect(await registry.resolve('churn')).toMatchObject({ version: 1, alias: 'champion' });
    expect(await registry.resolve('churn@champion')).toMatchObject({ version: 1, alias: 'champion' });
  });

  it('says what was probably meant, and what there is', async () => {
    await expect(registry.resolve('churn')).rejects.toMatchObject({
      code: 'MW_MODEL_UNKNOWN',
      fix: expect.stringContaining('millwright train churn'),
    });
    await train('churn', 1);
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: 1 });
    await expect(registry.resolve('chrun')).rejects.toMatchObject({
      code: 'MW_MODEL_UNKNOWN',
      message: 'no model "chrun" is registered. Did you mean "churn"?',
    });
    await expect(registry.resolve('churn@7')).rejects.toMatchObject({ code: 'MW_MODEL_VERSION_UNKNOWN', fix: 'Its versions are 1.' });
    await expect(registry.resolve('churn@champoin')).rejects.toMatchObject({
      code: 'MW_MODEL_ALIAS_UNKNOWN',
      message: '"churn" has no alias "champoin". Did you mean "champion"?',
    });
    await expect(registry.resolve('churn@')).rejects.toMatchObject({ code: 'MW_MODEL_REF' });
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: null });
    await registry.deleteVersion('churn', 1);
    await expect(registry.resolve('churn')).rejects.toMatchObject({ code: 'MW_MODEL_NO_VERSION' });
  });
});

describe('aliases', () => {
  beforeEach(async () => {
    for (const seed of [1, 2, 3]) await train('churn', seed);
  });

  it('move, remember why, and roll back one after the other', async () => {
    const note = { passed: true, reasons: ['It is better.'] };
    expect(await registry.moveAlias({ model: 'churn', alias: 'champion', to: 1, note })).toEqual({
      model: 'churn',
      alias: 'champion',
      from: null,
      to: 1,
    });
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: 2 });
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: 2 });
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: 3 });
    expect(await registry.rollback('churn')).toMatchObject({ from: 3, to: 2 });
    expect(await registry.rollback('churn')).toMatchObject({ from: 2, to: 1 });
    await expect(registry.rollback('churn')).rejects.toMatchObject({ code: 'MW_MODEL_NO_ROLLBACK' });
    await expect(registry.rollback('churn', 'shadow')).rejects.toMatchObject({ code: 'MW_MODEL_ALIAS_UNKNOWN' });
    const history = await registry.history('churn', 'champion');
    expect(history.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['move', null, 1],
      ['move', 1, 2],
      ['move', 2, 3],
      ['rollback', 3, 2],
      ['rollback', 2, 1],
    ]);
    expect(history[0]).toMatchObject({ note, actor: 'me', at: 1000 });
  });

  it('move only from where they are expected: of many at once, one wins', async () => {
    const tries = [1, 2, 3, 1, 2, 3].map((to) => registry.moveAlias({ model: 'churn', alias: 'champion', to, expect: null }));
    const settled = await Promise.allSettled(tries);
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of settled) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'MW_MODEL_ALIAS_MOVED' });
    expect(await registry.history('churn', 'champion')).toHaveLength(1);
  });

  it('refuse versions and models that do not exist, and numbers for names', async () => {
    const move = (model: string, alias: string, to: number | null) => registry.moveAlias({ model, alias, to });
    await expect(move('churn', 'champion', 9)).rejects.toMatchObject({ code: 'MW_MODEL_VERSION_UNKNOWN' });
    await expect(move('nothing', 'champion', 1)).rejects.toMatchObject({ code: 'MW_MODEL_UNKNOWN' });
    await expect(move('churn', '3', 1)).rejects.toMatchObject({ code: 'MW_MODEL_ALIAS_NAME' });
    await expect(move('churn', 'shadow', null)).rejects.toMatchObject({ code: 'MW_MODEL_ALIAS_UNKNOWN' });
    expect((await registry.models())[0].aliases).toEqual({});
  });

  it('obey an order that is sent twice once', async () => {
    const order = { model: 'churn', alias: 'champion', to: 2, key: 'order 1' };
    const first = await registry.moveAlias(order);
    await registry.moveAlias({ model: 'churn', alias: 'champion', to: 3 });
    expect(await registry.moveAlias(order)).toEqual(first);
    expect(await registry.resolve('churn')).toMatchObject({ version: 3 });
  });
});

describe('deleting', () => {
  it('is refused while an alias points at the version, and its number is never given again', async () => {
    await train('churn', 1);
    await train('churn', 2);
    await registry.moveAlias({ model: 'churn', alias: 'shadow', to: 2 });
    await expect(registry.deleteVersion('churn', 2)).rejects.toMatchObject({
      code: 'MW_MODEL_VERSION_IN_USE',
      message: '"churn@2" cannot be deleted: "churn@shadow" points at it',
    });
    await registry.moveAlias({ model: 'churn', alias: 'shadow', to: null });
    await registry.deleteVersion('churn', 2);
    await expect(registry.deleteVersion('churn', 2)).rejects.toMatchObject({ code: 'MW_MODEL_VERSION_UNKNOWN' });
    expect(await train('churn', 3)).toBe(3);
  });

  it('leaves blobs that another version shares, and a sweep takes the rest', async () => {
    await train('churn', 1);
    await train('churn', 1);
    await train('churn', 2);
    const { files } = await registry.resolve('churn@3');
    await registry.deleteVersion('churn', 1);
    await registry.deleteVersion('churn', 3);
    now += 1e9;
    for await (const { key } of blobs.list()) utimesSync(join(root, '.millwright', 'blobs', key.slice(0, 2), key), 1, 1);
    expect(await sweepBlobs(store, blobs, clock)).toMatchObject({ removed: 4 });
    expect(await readArtifact(blobs, (await registry.resolve('churn@2')).files)).toBeDefined();
    await expect(readArtifact(blobs, files)).rejects.toMatchObject({ code: 'MW_STORE_BLOB_MISSING' });
  });
});

it('lineage names the run, the ancestors that are still there, and the aliases', async () => {
  await train('churn', 1);
  await train('churn', 2, 'churn@1');
  await train('churn', 3, 'churn@2');
  await registry.moveAlias({ model: 'churn', alias: 'champion', to: 3 });
  expect(await registry.lineage('churn')).toMatchObject({
    version: { version: 3 },
    run: { status: 'finished', version: 3, settings: { seed: 3 } },
    ancestors: [{ version: 2 }, { version: 1 }],
    aliases: ['champion'],
  });
  await registry.deleteVersion('churn', 2);
  expect((await registry.lineage('churn')).ancestors).toEqual([]);
});

it('writes every change into the audit, whose chain holds', async () => {
  await train('churn', 1);
  await train('churn', 2);
  await registry.moveAlias({ model: 'churn', alias: 'champion', to: 1 });
  await registry.moveAlias({ model: 'churn', alias: 'champion', to: 2 });
  await registry.rollback('churn');
  await registry.deleteVersion('churn', 2);
  expect((await registry.audit()).map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
    ['me', 'version.delete', 'churn@2'],
    ['me', 'alias.rollback', 'churn@champion'],
    ['me', 'alias.move', 'churn@champion'],
    ['me', 'alias.move', 'churn@champion'],
    ['me', 'register', 'churn@2'],
    ['me', 'register', 'churn@1'],
  ]);
  expect(await store.read(verifyAudit)).toEqual({ rows: 6, brokenAt: null });
});

it('marks the runs of dead processes interrupted when it opens, and no others', async () => {
  const alive = await registry.startRun({ model: 'churn', kind: 'train', settings: null });
  const here = thisOwner();
  const owners = {
    rebooted: { ...here, boot: 'before' },
    dead: { ...here, pid: 2 ** 22 + 1 },
    remote: { ...here, host: 'elsewhere', pid: 1 },
  };
  for (const [id, owner] of Object.entries(owners))
    await store.write((tx) => addRun(tx, { id, model: 'churn', kind: 'train', settings: null, owner, startedAt: 1 }));
  now = 5000;
  const runs = await (await openRegistry(store, blobs, clock)).runs();
  expect(Object.fromEntries(runs.map((run) => [run.id, run.status]))).toEqual({
    [alive]: 'running',
    rebooted: 'interrupted',
    dead: 'interrupted',
    remote: 'running',
  });
  expect(runs.find((run) => run.id === 'dead')).toMatchObject({ finishedAt: 5000, error: { code: 'MW_INTERRUPTED' } });
});
