import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA } from '../migrations/index.js';
import { openStore } from '../open.js';
import { addAudit, verifyAudit } from '../tables/audit.js';
import { takeVersionNumber } from '../tables/models.js';

let root: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mw-sqlite-'));
  file = join(root, '.millwright', 'millwright.db');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const open = (waitMs = 5000) => openStore({ root, waitMs, clock: () => 1e12 });

describe('the file', () => {
  it.skipIf(process.platform === 'win32')('is for this user alone, with all that lies beside it', async () => {
    await using store = await open();
    await store.write((tx) => takeVersionNumber(tx, 'churn', 1));
    expect(statSync(join(root, '.millwright')).mode & 0o777).toBe(0o700);
    const files = readdirSync(join(root, '.millwright')).toSorted();
    expect(files).toEqual(['millwright.db', 'millwright.db-shm', 'millwright.db-wal']);
    for (const name of files) expect(statSync(join(root, '.millwright', name)).mode & 0o777).toBe(0o600);
  });

  it('is synced at every commit, and says so', async () => {
    await using store = await open();
    expect(await store.inspect()).toMatchObject({ engine: 'sqlite', location: file, schema: SCHEMA, intact: true, warnings: [] });
    expect((await store.inspect()).engineVersion).toMatch(/^SQLite 3\./);
  });

  it('of a newer version stays as it is, to the byte', async () => {
    await (await open()).close();
    const database = new DatabaseSync(file);
    database.exec(`UPDATE mw_meta SET value = '${SCHEMA + 1}' WHERE key = 'schema'; PRAGMA journal_mode = DELETE`);
    database.close();
    const before = readFileSync(file);
    await expect(open()).rejects.toMatchObject({ code: 'MW_STORE_NEWER', where: file });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(root, '.millwright'))).toEqual(['millwright.db']);
  });

  it('that is damaged is refused, and not made anew', async () => {
    await (await open()).close();
    writeFileSync(file, 'this is no database, and it is longer than a header of 100 bytes. '.repeat(100));
    await expect(open()).rejects.toMatchObject({ code: 'MW_STORE_DAMAGED', where: file });
    expect(readFileSync(file, 'utf8')).toMatch(/^this is no database/);
  });

  it('that was cut off is refused or found not intact', async () => {
    await (await open()).close();
    truncateSync(file, 4096 * 5);
    await expect(open().then((store) => store.inspect())).rejects.toMatchObject({ code: 'MW_STORE_DAMAGED' });
  });
});

it('needs an existing project folder', async () => {
  const missing = join(root, 'no', 'such');
  await expect(openStore({ root: missing, clock: () => 0 })).rejects.toMatchObject({ code: 'MW_STORE_NO_FOLDER', where: missing });
});

it('finds an audit row that was changed behind its back', async () => {
  await using store = await open();
  for (const action of ['one', 'two', 'three'])
    await store.write((tx) => addAudit(tx, { at: 1, actor: 'me', action, subject: 'churn@1', detail: null }));
  const other = new DatabaseSync(file);
  other.exec(`DROP TRIGGER mw_audit_no_update; DROP TRIGGER mw_audit_no_delete; UPDATE mw_audit SET actor = 'you' WHERE seq = 2`);
  expect(await store.read(verifyAudit)).toEqual({ rows: 1, brokenAt: 2 });
  other.exec(`UPDATE mw_audit SET actor = 'me' WHERE seq = 2`);
  expect(await store.read(verifyAudit)).toEqual({ rows: 3, brokenAt: null });
  other.exec(`DELETE FROM mw_audit WHERE seq = 1`);
  expect(await store.read(verifyAudit)).toEqual({ rows: 0, brokenAt: 2 });
  other.close();
});

describe('a lock that another holds', () => {
  it('is waited for without holding up the event loop', async () => {
    await using store = await open();
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    let beats = 0;
    const heart = setInterval(() => beats++, 10);
    setTimeout(() => other.exec('COMMIT'), 400);
    expect(await store.write((tx) => takeVersionNumber(tx, 'churn', 1))).toBe(1);
    clearInterval(heart);
    expect(beats).toBeGreaterThan(5);
    other.close();
  });

  it('is given up after a while, and at once when the caller stops', async () => {
    const stop = new AbortController();
    await using store = await openStore({ root, clock: () => 0, signal: stop.signal });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await using patient = await open(200);
    const waiting = patient.write((tx) => takeVersionNumber(tx, 'churn', 1));
    const stopped = store.write((tx) => takeVersionNumber(tx, 'churn', 1));
    setTimeout(() => stop.abort(), 50);
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    await expect(waiting).rejects.toMatchObject({ code: 'MW_STORE_BUSY', where: file, params: { waitedMs: 200 } });
    other.exec('ROLLBACK');
    expect(await patient.write((tx) => takeVersionNumber(tx, 'churn', 1))).toBe(1);
    other.close();
  });
});
