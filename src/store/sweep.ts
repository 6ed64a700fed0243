import type { Clock } from '../core/index.js';
import type { Blobs } from './blobs/blobs.js';
import type { Store } from './store.js';
import { neededBlobs } from './tables/blob-refs.js';

/** Default age at which what nobody needs is removed: one hour. */
export const SWEEP_GRACE_MS = 3_600_000;

/**
 * Removes blobs that no row refers to, and uploads that were never finished, once they are older than the grace.
 * Runs as one change of the store, so that no version can be registered between the look and the removal.
 */
export async function sweepBlobs(
  store: Store,
  blobs: Blobs,
  clock: Clock,
  graceMs = SWEEP_GRACE_MS,
): Promise<{ readonly removed: number; readonly bytes: number }> {
  return store.write(async (tx) => {
    const needed = await neededBlobs(tx);
    const oldest = clock() - graceMs;
    let [removed, bytes] = [0, 0];
    for await (const entry of blobs.list()) {
      if (entry.changedAt > oldest || (entry.sha256 !== null && needed.has(entry.sha256))) continue;
      await blobs.remove(entry.key);
      removed++;
      bytes += entry.size;
    }
    return { removed, bytes };
  });
}
