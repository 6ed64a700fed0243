import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { random, type MillwrightError } from '../core/index.js';
import type { Failure, ReadFailure } from './failure.js';
import type { Tables, Tx } from './schema.js';

/** How long a transaction waits in all for locks and lost connections before it gives up, unless the store says otherwise. */
export const WAIT_MS = 5000;

/** How to run one transaction. */
export interface Attempting {
  readonly db: Kysely<Tables>;
  readonly access: 'read only' | 'read write';
  readonly readFailure: ReadFailure;
  /** Whether `work` finds out by itself that it took effect before (an idempotency key), so that a lost commit may be repeated. */
  readonly repeatable: boolean;
  /** The error of a commit whose outcome is unknown and that may not be, or could not be, repeated. */
  readonly uncertain: (failure: Failure) => MillwrightError;
  readonly waitMs: number;
  /** How much of that time may go by in waiting for a server that is gone. */
  readonly lostMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs `work` in a transaction and repeats it, after a growing pause, while the engine says that it may.
 * The waiting is asynchronous: a busy database never holds up the event loop.
 */
export function transact<T>(how: Attempting, work: (tx: Tx) => Promise<T>): Promise<T> {
  let committing = false;
  let uncertain: Failure | undefined;
  const readFailure: ReadFailure = (error) => {
    const failure = how.readFailure(error);
    if (failure?.lost && committing && how.access === 'read write') uncertain = failure;
    if (!failure || !uncertain) return failure;
    return { ...failure, again: failure.again && how.repeatable, error: how.uncertain(uncertain) };
  };
  return patiently({ ...how, readFailure }, () => {
    committing = false;
    return attempt(how, work, () => (committing = true));
  });
}

/**
 * Runs `act` and repeats it, after a growing pause of 5 to 200 ms, while its failure says `again`: `waitMs` in all, and no longer than `lostMs`
 * after a connection was first lost.
 */
export async function patiently<T>(
  how: Pick<Attempting, 'readFailure' | 'waitMs' | 'lostMs' | 'signal'>,
  act: () => T | Promise<T>,
): Promise<T> {
  const jitter = random(process.pid, 'retry');
  let end = performance.now() + how.waitMs;
  let lost = false;
  for (let pause = 5; ; pause = Math.min(pause * 2, 200)) {
    how.signal?.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      const failure = how.readFailure(error);
      if (failure?.lost && !lost) end = Math.min(end, performance.now() + how.lostMs);
      lost ||= failure?.lost === true;
      const leftMs = end - performance.now();
      if (!failure?.again || leftMs <= 0) throw failure?.error ?? error;
      await sleep(Math.min(pause * (0.5 + jitter.uniform()), leftMs), undefined, how.signal ? { signal: how.signal } : {});
    }
  }
}

async function attempt<T>(how: Attempting, work: (tx: Tx) => Promise<T>, worked: () => void): Promise<T> {
  let raised: { error: unknown } | undefined;
  try {
    return await how.db
      .transaction()
      .setAccessMode(how.access)
      .setIsolationLevel(how.access === 'read only' ? 'repeatable read' : 'read committed')
      .execute(async (tx) => {
        const answer = await work(tx).catch((error: unknown) => {
          raised = { error };
          throw error;
        });
        worked();
        return answer;
      });
  } catch (error) {
    // A rollback that fails as well must not hide why there was one.
    throw raised ? raised.error : error;
  }
}
