import type { DatabaseSync } from 'node:sqlite';

/** SQLite's own integrity check and the settings in force. Reads the whole file: seconds per gigabyte. */
export function inspectSqlite(database: DatabaseSync): { engineVersion: string; intact: boolean; warnings: string[] } {
  const one = (query: string): unknown => Object.values(database.prepare(query).get() ?? {})[0];
  const warnings: string[] = [];
  const journal = String(one('PRAGMA journal_mode'));
  if (journal !== 'wal')
    warnings.push(`The journal is "${journal}", not "wal": this file system cannot share the database between processes.`);
  if (one('PRAGMA synchronous') !== 2) warnings.push('Commits are not synced to the disk: a power cut may lose the last ones.');
  return { engineVersion: `SQLite ${one('SELECT sqlite_version()')}`, intact: one('PRAGMA integrity_check') === 'ok', warnings };
}
