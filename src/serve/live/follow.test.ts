import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockRun, people } from '../../../test/support/model-run.js';
import { t } from '../../data/index.js';
import { rows } from '../../features/index.js';
import { model, promoteVersion, train, type Model } from '../../model/index.js';
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
