import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, describe, it } from 'vitest';
import { storeCases, type StoreSubject } from '../testing/store-cases.js';
import { openStore } from './open.js';

const databaseUrl = process.env.MILLWRIGHT_TEST_DATABASE_URL;
const folders: string[] = [];
const schemas: string[] = [];

afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  if (schemas.length > 0) await onServer(...schemas.map((schema) => `DROP SCHEMA IF EXISTS "${schema}" CASCADE`));
});

function sqliteSubject(): StoreSubject {
  const root = mkdtempSync(join(tmpdir(), 'mw-store-'));
  folders.push(root);
  const subject: StoreSubject = {
    now: 1e12,
    open: () => openStore({ root, clock: () => subject.now }),
    execute: async (statement) => {
      using database = new DatabaseSync(join(root, '.millwright', 'millwright.db'));
      database.exec(statement);
    },
  };
  return subject;
}

function postgresSubject(index: number): StoreSubject {
  const schema = `mw_test_${process.pid}_${index}`;
  schemas.push(schema);
  const subject: StoreSubject = {
    now: 1e12,
    open: () => openStore({ root: '.', databaseUrl: databaseUrl!, schema, clock: () => subject.now }),
    execute: (statement) => onServer(`SET search_path TO "${schema}"`, statement),
  };
  return subject;
}

async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('SQLite', () => {
  for (const { name, run } of storeCases) it(name, () => run(sqliteSubject()));
});

describe.skipIf(!databaseUrl)('PostgreSQL (needs MILLWRIGHT_TEST_DATABASE_URL)', () => {
  for (const [i, { name, run }] of storeCases.entries()) it(name, () => run(postgresSubject(i)));
});
