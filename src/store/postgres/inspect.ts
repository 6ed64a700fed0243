import { sql, type Kysely } from 'kysely';
import type { Tables } from '../schema.js';

const DUE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' } as const;

/** The server's version and the settings on which durability rests. */
export async function inspectPostgres(db: Kysely<Tables>): Promise<{ engineVersion: string; intact: boolean; warnings: string[] }> {
  const warnings: string[] = [];
  for (const [name, due] of Object.entries(DUE)) {
    const { rows } = await sql<{ value: string }>`SELECT current_setting(${name}) AS value`.execute(db);
    const safe = rows[0].value === due || (name === 'synchronous_commit' && rows[0].value.startsWith('remote_'));
    if (!safe) warnings.push(`The server runs with ${name} = ${rows[0].value}: a power cut may lose acknowledged changes.`);
  }
  const { rows } = await sql<{ version: string }>`SELECT current_setting('server_version') AS version`.execute(db);
  return { engineVersion: `PostgreSQL ${rows[0].version}`, intact: true, warnings };
}
