import pg from 'pg';
import { afterAll } from 'vitest';

/** Names of PostgreSQL schemas for the tests of one block, each new, all dropped afterwards. */
export function droppingSchemas(what: string): { readonly next: () => string } {
  const names: string[] = [];
  afterAll(async () => {
    const client = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE_URL });
    await client.connect();
    for (const name of names) await client.query(`DROP SCHEMA IF EXISTS "${name}" CASCADE`);
    await client.end();
  });
  return {
    next: () => {
      names.push(`mw_test_${process.pid}_${what}_${names.length}`);
      return names.at(-1)!;
    },
  };
}
