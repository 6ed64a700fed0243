import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { csv, rows } from '../../features/index.js';
import { model, promoteVersion, recommender, train, trainRecommender, type LateEvents, type Model } from '../../model/index.js';
import { createLog, createObservation } from '../observe/index.js';
import { followRegistry } from './follow.js';
import type { Live } from './live.js';

const block = blockRun();
const schema = { tenure: t.int(), bill: t.number(), spend: t.number() };
const some = people(120).map(({ tenure, bill, spend }) => ({ tenure, bill, spend }));
const spend = model(
  'spend',
  rows(some as never, schema)
    .target('spend')
    .features((c) => ({ tenure: c.tenure, bill: c.bill })),
);
const trained = (seed: number) => train(spend as unknown as Model, { ...block.run, learner: 'linear', seed });

/** The only file of a version's artifact that holds its golden rows, changed: it is found out at the next opening. */
function damageBlobsSince(before: ReadonlySet<string>): void {
  for (const file of blobFiles()) {
    if (before.has(file)) continue;
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(file, bytes);
  }
}

function blobFiles(): readonly string[] {
  const folder = join(block.root, '.millwright', 'blobs');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const lines: string[] = [];
let live: Live;
beforeAll(async () => {
  await trained(1);
  const log = createLog({ write: (line) => void lines.push(line), clock: block.run.clock });
  const observe = createObservation({ log, clock: block.run.clock, version: 'test' });
  live = await followRegistry({ run: block.run, observe, pollMs: 50, most: 2 });
});
afterAll(() => live[Symbol.asyncDispose]());

const serving = (): number | undefined => live.models()[0].serving?.version;

describe('a server that follows the registry', () => {
  it('answers with the newest version until there is a champion, and finds what is open at once', async () => {
    const found = live.find('spend');
    expect(found).not.toBeInstanceOf(Promise);
    expect((await found).version).toBe(1);
    await trained(2);
    await expect.poll(serving).toBe(2);
    await promoteVersion('spend@1', 'champion', { force: true }, block.run);
    await expect.poll(serving).toBe(1);
    expect(live.find('spend@champion')).not.toBeInstanceOf(Promise);
  });

  it('knows a version before it looks again, when it is asked for', async () => {
    await trained(3);
    expect((await live.find('spend@3')).version).toBe(3);
    await expect(Promise.resolve(live.find('nothing'))).rejects.toMatchObject({ code: 'MW_MODEL_UNKNOWN' });
    await expect((async () => live.find('spend@nobody'))()).rejects.toMatchObject({ code: 'MW_MODEL_ALIAS_UNKNOWN' });
  });

  it('lets go of what was not used for longest, and never of what serves', async () => {
    await live.find('spend@2');
    await live.find('spend@3');
    await live.find('spend@1');
    expect(live.find('spend@3')).not.toBeInstanceOf(Promise);
    expect(live.find('spend')).not.toBeInstanceOf(Promise);
    expect(live.find('spend@2')).toBeInstanceOf(Promise);
  });

  it('goes on with the version before when the next cannot be opened, and says so', async () => {
    const before = new Set(blobFiles());
    const { version } = await trained(4);
    damageBlobsSince(before);
    await block.run.workspace.registry.moveAlias({ model: 'spend', alias: 'champion', to: version });
    await expect.poll(() => live.models()[0].broken?.version).toBe(version);
    expect((await live.find('spend')).version).toBe(1);
    expect(live.models()[0].broken).toMatchObject({ code: expect.stringMatching(/^MW_/) });
    expect(lines.filter((line) => line.includes('cannot be opened'))).toHaveLength(1);
    await expect((async () => live.find(`spend@${version}`))()).rejects.toMatchObject({ code: 'MW_SERVE_VERSION_BROKEN', status: 503 });
    await block.run.workspace.registry.moveAlias({ model: 'spend', alias: 'champion', to: 2 });
    await expect.poll(serving).toBe(2);
    expect(live.models()[0].broken).toBeUndefined();
  });
});

it('follows the registry while what is done with new items is still being counted', async () => {
  const log = Array.from({ length: 60 }, (_, n) => `u${n % 12},i${(n * 7) % 10},2025-01-01T00:${String(n).padStart(2, '0')}:00Z`);
  writeFileSync(join(block.root, 'log.csv'), `user,item,at\n${log.join('\n')}\n`);
  writeFileSync(join(block.root, 'items.csv'), `id,kind\n${Array.from({ length: 11 }, (_, i) => `i${i},tea`).join('\n')}\n`);
  const shop = recommender('shop', {
    events: csv('log.csv', { user: t.id(), item: t.id(), at: t.timestamp() }),
    user: 'user',
    item: 'item',
    time: 'at',
    items: { table: csv('items.csv', { id: t.id(), kind: t.category() }), id: 'id' },
  });
  const trainShop = () => trainRecommender(shop, { ...block.run, learner: 'popularity' });
  await trainShop();
  const observe = createObservation({
    log: createLog({ write: () => {}, clock: block.run.clock }),
    clock: block.run.clock,
    version: 'test',
  });
  const counted = Promise.withResolvers<LateEvents>();
  let asked = 0;
  const lateEvents = () => (asked++, counted.promise);
  await using following = await followRegistry({ run: block.run, observe, pollMs: 20, lateEvents });
  await expect.poll(() => asked).toBe(1);
  await trainShop();
  await expect.poll(() => following.models().find(({ model: name }) => name === 'shop')?.serving?.version).toBe(2);
  counted.resolve(new Map());
});
