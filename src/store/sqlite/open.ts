import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { mwError } from '../../core/index.js';
import { syncFolder } from '../blobs/durable.js';
import { fileError } from '../file-error.js';

/** SQLite itself waits this long, and blocks the thread; the rest of the waiting is asynchronous, in `patiently`. */
const BUSY_TIMEOUT_MS = 20;

/** The folder of a project's state, for this user alone; made when the project has none. */
export async function stateFolder(root: string): Promise<string> {
  if (!existsSync(root) || !statSync(root).isDirectory()) throw mwError('MW_STORE_NO_FOLDER', { path: root }, { where: root });
  const folder = join(root, '.millwright');
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) await syncFolder(root);
  } catch (error) {
    throw fileError(error, folder);
  }
  return folder;
}

/** Opens the file, or makes it with mode 0600. Nothing in it is changed yet. */
export function openSqlite(path: string): DatabaseSync {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw fileError(error, path);
  }
  return new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
}

/** The settings behind our promises: readers beside one writer, every commit synced, nothing run that a file's schema asks for, what is deleted overwritten. */
export function settleSqlite(database: DatabaseSync): void {
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'fullfsync = ON', 'trusted_schema = OFF', 'secure_delete = ON'])
    database.exec(`PRAGMA ${pragma}`);
}
