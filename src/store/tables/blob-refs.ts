import type { Blob } from '../blobs/blobs.js';
import type { Tx } from '../schema.js';

/** Says that `owner` needs these blobs, each under a name. From then on they are never swept. */
export async function addBlobRefs(tx: Tx, owner: string, files: Readonly<Record<string, Blob>>): Promise<void> {
  const rows = Object.entries(files).map(([name, { sha256, size }]) => ({ owner, name, sha256, size }));
  if (rows.length > 0) await tx.insertInto('mw_blob_refs').values(rows).execute();
}

/** The blobs of an owner by name; none for an unknown owner. */
export async function blobRefs(tx: Tx, owner: string): Promise<Record<string, Blob>> {
  const rows = await tx.selectFrom('mw_blob_refs').select(['name', 'sha256', 'size']).where('owner', '=', owner).execute();
  return Object.fromEntries(rows.map(({ name, sha256, size }) => [name, { sha256, size }]));
}

/** Lets an owner's blobs go; those that nobody else needs become orphans. */
export async function removeBlobRefs(tx: Tx, owner: string): Promise<void> {
  await tx.deleteFrom('mw_blob_refs').where('owner', '=', owner).execute();
}

/** How many owners need a blob. */
export async function countBlobRefs(tx: Tx, sha256: string): Promise<number> {
  const { count } = await tx
    .selectFrom('mw_blob_refs')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  return count;
}

/** Every blob that somebody needs. */
export async function neededBlobs(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('mw_blob_refs').select('sha256').distinct().execute();
  return new Set(rows.map((row) => row.sha256));
}
