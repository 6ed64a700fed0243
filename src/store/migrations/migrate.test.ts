import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newDatabase } from '../../../test/support/databases.js';
import { openStore } from '../open.js';
import type { Opened } from '../opened.js';
import { openPostgres } from '../postgres/opened.js';
import { openFile } from '../sqlite/opened.js';
import { addEvents, eventsSince, newestEvents } from '../tables/events.js';
import { itemsSince, putItems } from '../tables/items.js';
import { addSlates, readSlates } from '../tables/slates.js';
import { migrations, SCHEMA } from './index.js';
import { schemaOf } from './migrate.js';

const clock = (): number => 1e12;
/** Records as they were written before events had a source, and lists a filter: in the database, and in spools. */
const oldEvent = (id: string) => [id, 'ann', 'tea', 'view', 5, null, null, null, null, 6];
const oldSlate = (id: string) => [id, 'shop', 1, 5, 'champion', null, null, 'ann', 1, '[["tea",0.5]]', 9];
const places = async (kind: 'sqlite' | 'postgres') => {
  if (kind === 'sqlite') {
    const root = mkdtempSync(join(tmpdir(), 'mw-migrate-'));
    return {
      raw: () => openFile(root, 1000),
      store: () => openStore({ root, clock }),
      drop: async () => rmSync(root, { recursive: true }),
    };
  }
  const { url, drop } = await newDatabase();
  const root = mkdtempSync(join(tmpdir(), 'mw-migrate-'));
  return {
    raw: () => openPostgres(url, 'millwright', 1000),
    store: () => openStore({ root, databaseUrl: url, schema: 'millwright', clock }),
    drop,
  };
};

/** A database as the version of the schema 5 left it, with an event and a list in it. */
async function schemaFive({ db, engine, place }: Opened): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await place(tx);
    await tx.schema.createTable('mw_meta').addColumn('key', 'text', (c) => c.primaryKey()).addColumn('value', 'text').execute(); // prettier-ignore
    await tx.insertInto('mw_meta').values({ key: 'schema', value: '5' }).execute();
    for (const step of migrations.slice(0, 5)) await step(tx, engine);
    await sql`INSERT INTO mw_events (id, user_id, item_id, type, at, received_at) VALUES ('e1', 'ann', 'tea', 'view', 5, 6)`.execute(tx);
    await sql`INSERT INTO mw_slates (id, model, version, at, route, user_id, k, items, latency_us) VALUES ('s1', 'shop', 1, 5, 'champion', 'ann', 1, '[["tea",0.5]]', 9)`.execute(
      tx,
    );
  });
  await db.destroy();
}

describe.each(['sqlite', 'postgres'] as const)('a database of the schema 5, %s', (kind) => {
  it.skipIf(kind === 'postgres' && !process.env['MILLWRIGHT_TEST_DATABASE_URL'])(
    'keeps its rows, and takes new ones, those of older spools among them',
    async () => {
      const { raw, store: open, drop } = await places(kind);
      await schemaFive(await raw());
      {
        await using store = await open();
        expect(await store.read((tx) => schemaOf(tx, kind))).toBe(SCHEMA);
        await store.write(async (tx) => [...(await addEvents(tx, kind, JSON.stringify([oldEvent('e2'), [...oldEvent('e3'), 'songs']])))]);
        await store.write(
          async (tx) => (await addSlates(tx, kind, JSON.stringify([oldSlate('s2'), [...oldSlate('s3'), '{"kind":"x"}']])), null),
        );
        const events = await store.read((tx) => eventsSince(tx, 0));
        expect(events.map(({ id, source, user, seq }) => [id, source, user, typeof seq])).toEqual([
          ['e1', null, 'ann', 'number'],
          ['e2', null, 'ann', 'number'],
          ['e3', 'songs', 'ann', 'number'],
        ]);
        const newest = await store.read((tx) => newestEvents(tx, 'ann', 9, { of: { sources: [null] } }));
        expect(newest.map(({ id }) => id)).toEqual(['e2', 'e1']);
        expect((await store.read((tx) => readSlates(tx, { model: 'shop' }))).map(({ id, filter }) => [id, filter])).toEqual([
          ['s1', null],
          ['s2', null],
          ['s3', { kind: 'x' }],
        ]);
        await store.write(async (tx) => [
          ...(await putItems(tx, 'shop', [{ item: 'a', state: 'offered', cells: { title: 'a\u0000b' } }], 5)),
        ]);
        await store.write(async (tx) => [...(await putItems(tx, 'shop', [{ item: 'b', state: 'removed', cells: {} }, { item: 'a', state: 'offered', cells: { title: 'c' } }], 6))]); // prettier-ignore
        const items = await store.read((tx) => itemsSince(tx, 'shop', 1));
        expect(items.map(({ item, seq, state, cells, changedAt }) => [item, seq, state, cells, changedAt])).toEqual([
          ['b', 2, 'removed', {}, 6],
          ['a', 3, 'offered', { title: 'c' }, 6],
        ]);
      }
      await drop();
    },
  );
});
