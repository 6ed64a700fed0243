import { row, type ErrorRow } from './row.js';

/** Errors that `store` raises: the database and the blobs behind a project. */
export const storeErrors = {
  MW_STORE_NO_FOLDER: row<{ path: string }>({
    message: (p) => `the project folder ${p.path} does not exist`,
    fix: () => 'Check --project, or make a project with `millwright new DIR --from FILE --target COLUMN`.',
    status: 404,
  }),
  MW_STORE_IO: row<{ path: string; reason: string }>({
    message: (p) => `reading or writing ${p.path} failed: ${p.reason}`,
    fix: () => 'Check the disk (its log, its quota, the mount), then run the same command again; what was stored before is intact.',
    status: 500,
  }),
  MW_STORE_READ_ONLY: row<{ path: string }>({
    message: (p) => `cannot write to ${p.path}: permission denied, or a read-only file system`,
    fix: () => 'Give this user write permission to the folder, or choose another project folder with --project.',
    status: 500,
  }),
  MW_STORE_DISK_FULL: row<{ path: string }>({
    message: (p) => `no space is left where ${p.path} is stored; nothing was half-written`,
    fix: () => 'Free some space and run the same command again; what was stored before is intact.',
    status: 507,
  }),
  MW_STORE_BUSY: row<{ path: string; waitedMs: number }>({
    message: (p) => `${p.path} was locked by another process for ${p.waitedMs} ms`,
    fix: () => 'Run the command again. If it stays locked, find the process that holds the file open.',
    status: 503,
  }),
  MW_STORE_DAMAGED: row<{ path: string; reason: string }>({
    message: (p) => `the database ${p.path} is damaged: ${p.reason}`,
    fix: () => 'Restore the file from a backup. Move it away first, do not delete it: most of it can usually be recovered.',
    status: 500,
  }),
  MW_STORE_NEWER: row<{ path: string; found: number; known: number }>({
    message: (p) => `${p.path} was written by a newer version (schema ${p.found}; this one knows up to ${p.known}); it was left untouched`,
    fix: () => 'Update millwright to the version that the others on this project use.',
    status: 500,
  }),
  MW_STORE_UNREACHABLE: row<{ database: string; reason: string }>({
    message: (p) => `PostgreSQL at ${p.database} cannot be used: ${p.reason}`,
    fix: () => 'Check MILLWRIGHT_DATABASE_URL, that the server runs, and that the user may log in and create tables.',
    status: 503,
  }),
  MW_STORE_UNCERTAIN: row<{ database: string; reason: string }>({
    message: (p) => `the connection to ${p.database} broke while a change was being committed, and it stayed away: ${p.reason}`,
    fix: () => 'The change may or may not have been stored. Look with `millwright models`, then run the command again if it is missing.',
    status: 503,
  }),
  MW_STORE_BLOB_MISSING: row<{ sha256: string; path: string }>({
    message: (p) => `a stored file is missing: ${p.path}`,
    fix: () => 'Restore the .millwright/blobs folder from a backup, or train again and use the new version.',
    status: 500,
  }),
  MW_STORE_BLOB_DAMAGED: row<{ sha256: string; path: string; reason: string }>({
    message: (p) => `a stored file is damaged and was not used: ${p.path} (${p.reason})`,
    fix: () => 'Restore it from a backup, or train again and use the new version.',
    status: 500,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
