import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failpoint } from '../failpoint.js';

/** Makes the names in a folder (new files, renames) survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and makes renames durable by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Writes a whole file or none: a temporary file beside it, synced, renamed, and the folder synced.
 * `temporary` must be in the same folder and name nothing yet; it is removed when a step fails.
 */
export async function writeDurably(path: string, bytes: Uint8Array, temporary: string): Promise<void> {
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      failpoint('blob.created');
      await file.writeFile(bytes);
      failpoint('blob.written');
      await file.sync();
      failpoint('blob.synced');
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  failpoint('blob.renamed');
  await syncFolder(dirname(path));
  failpoint('blob.durable');
}
