import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { droppingSchemas } from '../../../test/support/schemas.js';
import { smallArtifact } from '../../../test/support/small-artifact.js';
import { random, type Random } from '../../core/index.js';
import { folderBlobs, openStore, verifyAudit, type StoreOptions } from '../../store/index.js';
import { openRegistry } from './open.js';
import type { AliasChange, Registry } from './registry.js';

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const clock = (): number => 1e12;
const VERSIONS = 4;

/** What one client saw: the moves that it was told were done, and how many were refused because another was faster. */
interface Seen {
  readonly done: AliasChange[];
  refused: number;
}

/** A client that looks where the champion is, and moves it from there to another version, again and again. */
async function client(registry: Registry, r: Random, moves: number): Promise<Seen> {
  const seen: Seen = { done: [], refused: 0 };
  for (let i = 0; i < moves; i++) {
    const { version } = await registry.resolve('churn@champion');
    const to = 1 + ((version + r.int(VERSIONS - 1)) % VERSIONS);
    try {
      seen.done.push(await registry.moveAlias({ model: 'churn', alias: 'champion', to, expect: version }));
    } catch (error) {
      expect(error).toMatchObject({ code: 'MW_MODEL_ALIAS_MOVED' });
      seen.refused++;
    }
  }
  return seen;
}

const words = ({ from, to }: { from: number | null; to: number | null }): string => `${from} to ${to}`;

/**
 * Eight clients over four connections move one alias by compare-and-set. A single copy that is moved one step at a time would
 * show: each move starts where the one before ended, and the moves are exactly those that the clients were told of.
 */
async function race(options: Partial<StoreOptions>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'mw-race-'));
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ root, clock, ...options })));
  const blobs = await folderBlobs(join(root, 'blobs'), clock);
  const registries = await Promise.all(stores.map((store) => openRegistry(store, blobs, clock)));
  for (let seed = 0; seed < VERSIONS; seed++)
    await registries[0].register(
      'churn',
      smallArtifact('churn', seed),
      await registries[0].startRun({ model: 'churn', kind: 'train', settings: null }),
    );
  await registries[0].moveAlias({ model: 'churn', alias: 'champion', to: 1 });

  const seen = await Promise.all(Array.from({ length: 8 }, (_, i) => client(registries[i % 4], random(i, 'race'), 12)));
  const [first, ...moves] = await registries[1].history('churn', 'champion');
  let at = first.to;
  for (const { from, to } of moves) {
    expect(from).toBe(at);
    at = to;
  }
  expect(moves.map(words).toSorted()).toEqual(seen.flatMap(({ done }) => done.map(words)).toSorted());
  expect(moves.length + seen.reduce((sum, one) => sum + one.refused, 0)).toBe(96);
  expect(moves.length).toBeGreaterThan(0);
  expect(seen.reduce((sum, one) => sum + one.refused, 0)).toBeGreaterThan(0);
  expect((await registries[2].resolve('churn@champion')).version).toBe(at);
  expect(await stores[3].read(verifyAudit)).toEqual({ rows: VERSIONS + 1 + moves.length, brokenAt: null });
  await Promise.all(stores.map((store) => store.close()));
  rmSync(root, { recursive: true });
}

describe('an alias that eight move at once is one thing in one place', () => {
  it('on SQLite', () => race({}), 60_000);

  describe.skipIf(!databaseUrl)('(needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
    const schemas = droppingSchemas('race');
    it('on PostgreSQL', () => race({ databaseUrl, schema: schemas.next() }), 60_000);
  });
});
