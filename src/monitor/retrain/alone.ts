import { mwError } from '../../core/index.js';
import type { RunOptions } from '../../model/index.js';
import { takeLease } from './lease.js';

const LEASE_MS = 5 * 60_000;

/** Does the work while no other process retrains the model. Throws `MW_MONITOR_RETRAIN_BUSY` when one does. */
export async function alone<T>(model: string, { workspace, clock }: RunOptions, work: () => Promise<T>): Promise<T> {
  const lease = await takeLease(workspace.store, `retrain:${model}`, LEASE_MS, clock);
  if ('heldBy' in lease) throw mwError('MW_MONITOR_RETRAIN_BUSY', { model, pid: lease.heldBy.pid, host: lease.heldBy.host });
  const renewing = setInterval(() => void lease.renew().catch(() => {}), LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    // What cannot be released ends by itself; the answer must not be lost for it.
    await lease.release().catch(() => {});
  }
}
