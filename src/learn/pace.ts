import { setImmediate } from 'node:timers/promises';

/**
 * Counts work (about one multiplication each) and now and then gives the event loop a turn, so that an abort is heard while
 * a fit runs. Rejects with the signal's reason once it is aborted.
 */
export type Pace = (work: number) => Promise<void>;

const WORK_PER_TURN = 2e6;

/** A pace that listens to `signal`. */
export function paceOf(signal: AbortSignal): Pace {
  let done = 0;
  return async (work) => {
    done += work;
    if (done < WORK_PER_TURN) return;
    done = 0;
    await setImmediate();
    signal.throwIfAborted();
  };
}
