import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { logEngines, prediction, predictions, until, type LogPlace } from '../../../test/support/logs.js';
import { readPredictions } from '../../store/index.js';
import { recordOf } from './record.js';
import { droppedRows } from './dropped.js';
import { forget } from './forget.js';

const spoolOf = ({ root }: LogPlace) => join(root, '.millwright', 'spool');
const spools = (here: LogPlace): string[] => (existsSync(spoolOf(here)) ? readdirSync(spoolOf(here)) : []);

async function idsIn({ store }: LogPlace): Promise<string[]> {
  await using opened = await store();
  const rows = await opened.read((tx) => readPredictions(tx, { model: 'churn' }));
  return rows.map((row) => row.id);
}

async function dropsIn({ store }: LogPlace) {
  await using opened = await store();
  return await opened.read(droppedRows);
}

/** Opens a log whose thread fails at a step, as a full disk would make it. */
async function openFailing(here: LogPlace, step: string, options = {}) {
  process.env.MILLWRIGHT_FAILPOINT = step;
  try {
    return await here.open(options);
  } finally {
    delete process.env.MILLWRIGHT_FAILPOINT;
  }
}
afterEach(() => delete process.env.MILLWRIGHT_FAILPOINT);

describe.each(logEngines)('%s', (_, skipped, places) => {
  describe.skipIf(skipped)('while the database is away', () => {
    const place = places('away');

    it('rows wait in a spool, and whoever opens next stores them in order, once', async () => {
      const here = place();
      const failing = await openFailing(here, 'log.added=ENOSPC');
      expect(await failing.append(predictions(3))).toBe(false);
      expect(await failing.append(predictions(3, 'q', { at: 2000 }))).toBe(false);
      expect(failing.stats()).toMatchObject({ committed: 0, spooled: 6, dropped: 0 });
      expect(failing.stats().away).toMatch(/log\.added/);
      await failing.close();
      expect(spools(here)).toHaveLength(1);
      const log = await here.open();
      expect(await log.append([prediction({ id: 'p1' })])).toBe(true);
      await until(log, (stats) => stats.committed === 7);
      await log.close();
      expect(spools(here)).toEqual([]);
      expect((await idsIn(here)).toSorted()).toEqual(['p0', 'p1', 'p2', 'q0', 'q1', 'q2']);
    });

    it('drops what the spool cannot hold, counts it to the row, and puts the count down when the database is back', async () => {
      const here = place();
      const line = recordOf(predictions(1)[0]).length + 20;
      const failing = await openFailing(here, 'log.begun=ENOSPC', { maxSpoolBytes: 10 * line });
      for (let i = 0; i < 10; i++) await failing.append(predictions(4, `b${i}-`));
      const { spooled, dropped } = failing.stats();
      expect(spooled + dropped).toBe(40);
      expect(spooled).toBeGreaterThan(5);
      expect(dropped).toBeGreaterThan(20);
      await failing.close();
      const log = await here.open();
      await until(log, (stats) => stats.committed === spooled);
      await log.close();
      expect((await dropsIn(here)).rows).toBe(dropped);
    });

    it('and the project folder as well, rows are dropped and counted, nothing is made in its place, and later rows are stored', async () => {
      const here = place();
      rmSync(here.root, { recursive: true });
      const away = here.where.databaseUrl ? { databaseUrl: 'postgres://127.0.0.1:1/none' } : {};
      const log = await here.open({ ...away, patienceMs: 50 });
      expect(await log.append(predictions(5))).toBe(false);
      expect(log.stats()).toMatchObject({ committed: 0, spooled: 0, dropped: 5 });
      expect(existsSync(here.root)).toBe(false);
      mkdirSync(here.root);
      expect(await log.append(predictions(2))).toBe(false);
      if (here.where.databaseUrl) expect(log.stats()).toMatchObject({ spooled: 2, dropped: 5 });
      else await until(log, (stats) => stats.committed === 2 && stats.away === null);
      await log.close();
    });

    it('rows of a person who is erased meanwhile never come back', async () => {
      const here = place();
      const failing = await openFailing(here, 'log.begun=ENOSPC');
      await failing.append([prediction({ id: 'a', subject: 'ann' }), prediction({ id: 'b', subject: 'bob' })]);
      const copy = join(spoolOf(here), spools(here)[0]);
      await failing.close();
      await using store = await here.store();
      const erased = await forget(store, 'ann', { root: join(here.root, 'elsewhere'), clock: () => 5000, actor: 'test' });
      expect(erased).toEqual({ predictions: 0, outcomes: 0, spooled: 0, events: 0, slates: 0 });
      expect(existsSync(copy)).toBe(true);
      await using log = await here.open();
      await until(log, (stats) => stats.spooled === 0 && stats.away === null && !existsSync(copy));
      expect(await idsIn(here)).toEqual(['b']);
      expect(await log.append([prediction({ id: 'c', subject: 'ann', at: 6000 })])).toBe(true);
      expect(await idsIn(here)).toEqual(['b', 'c']);
    });
  });
});

describe('SQLite', () => {
  const place = logEngines[0][2]('away');

  it('locked for longer than the patience spools, and stores all in order when the lock is gone', async () => {
    const here = place();
    await using log = await here.open({ patienceMs: 100 });
    expect(await log.append([prediction({ id: 'first', at: 1 })])).toBe(true);
    const other = new DatabaseSync(join(here.root, '.millwright', 'millwright.db'));
    other.exec('BEGIN IMMEDIATE');
    const asked = performance.now();
    expect(await log.append(predictions(3))).toBe(false);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(log.stats()).toMatchObject({ spooled: 3, dropped: 0 });
    other.exec('ROLLBACK');
    other.close();
    await until(log, (stats) => stats.committed === 4 && stats.away === null);
    expect(await log.append([prediction({ id: 'last', at: 9000 })])).toBe(true);
    expect(await idsIn(here)).toEqual(['first', 'p0', 'p1', 'p2', 'last']);
  });

  it('removed under our hands is noticed: nothing is acknowledged that nobody could read', async () => {
    const here = place();
    await using log = await here.open();
    expect(await log.append([prediction({ id: 'gone' })])).toBe(true);
    rmSync(join(here.root, '.millwright'), { recursive: true });
    expect(await log.append(predictions(2))).toBe(false);
    await until(log, (stats) => stats.committed === 3 && stats.spooled === 0);
    expect(await idsIn(here)).toEqual(['p0', 'p1']);
  });
});

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;

describe.skipIf(!databaseUrl)('PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
  const place = logEngines[1][2]('gone');

  it('gone and back again: predictions go on, and nothing is lost or doubled', async () => {
    const here = place();
    await using door = await openDoor(new URL(databaseUrl!));
    await using log = await here.open({ databaseUrl: door.url, patienceMs: 200 });
    expect(await log.append([prediction({ id: 'first', at: 1 })])).toBe(true);
    door.shut();
    expect(await log.append(predictions(3))).toBe(false);
    expect(await log.append(predictions(3, 'q', { at: 5000 }))).toBe(false);
    expect(log.stats()).toMatchObject({ committed: 1, spooled: 6, dropped: 0 });
    door.open();
    await until(log, (stats) => stats.committed === 7 && stats.away === null);
    expect(await log.append([prediction({ id: 'last', at: 9000 })])).toBe(true);
    expect(await idsIn(here)).toEqual(['first', 'p0', 'p1', 'p2', 'q0', 'q1', 'q2', 'last']);
  });

  it('that takes a connection and never answers is given up in time', async () => {
    const here = place();
    await using door = await openDoor(new URL(databaseUrl!));
    await using log = await here.open({ databaseUrl: door.url, patienceMs: 200 });
    expect(await log.append([prediction({ id: 'first', at: 1 })])).toBe(true);
    door.silent = true;
    const asked = performance.now();
    expect(await log.append(predictions(2))).toBe(false);
    expect(performance.now() - asked).toBeLessThan(3000);
    door.silent = false;
    await until(log, (stats) => stats.committed === 3 && stats.away === null);
    expect(await idsIn(here)).toEqual(['first', 'p0', 'p1']);
  });
});

/** A way to the server that can be shut (connections break and are refused) or fall silent (nothing goes through). */
async function openDoor(target: URL) {
  const sockets = new Set<Socket>();
  const door = { url: '', silent: false, closed: false };
  const server = createServer((client) => {
    if (door.closed) return client.destroy();
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(from);
      from.on('data', (bytes) => door.silent || to.write(bytes));
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  door.url = url.href;
  const shut = (): void => {
    door.closed = true;
    for (const socket of sockets) socket.destroy();
  };
  return Object.assign(door, {
    shut,
    open: () => void (door.closed = false),
    [Symbol.asyncDispose]: async () => {
      shut();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
