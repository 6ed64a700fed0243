import { mwError } from '../../core/index.js';

/** Long answers, one after the other: what they cost never comes on top of each other, and predictions get their turns between. */
export interface Searches {
  /**
   * Does the work when its turn comes, and stops it when its time is over (`MW_SERVE_SEARCH_TIME`) or the caller is gone, whose place in the line is
   * free at once. Throws `MW_SERVE_OVERLOADED` where as many wait as may.
   */
  run<V>(gone: AbortSignal, work: (signal: AbortSignal) => Promise<V>): Promise<V>;
}

/** How much searching there may be. */
export interface SearchLimits {
  /** Searches that may wait for their turn. */
  readonly waiting: number;
  /** Milliseconds of one, from its turn on. */
  readonly timeMs: number;
}

const LIMITS: SearchLimits = Object.freeze({ waiting: 8, timeMs: 20_000 });

/** Who is turned away comes back after about as long as a search takes. */
const RETRY_SECONDS = 1;

/** A line of searches. */
export function searchesOf({ waiting, timeMs }: SearchLimits = LIMITS): Searches {
  let [last, inLine]: [Promise<unknown>, number] = [Promise.resolve(), 0];
  const turn = async <V>(before: Promise<unknown>, gone: AbortSignal, work: (signal: AbortSignal) => Promise<V>): Promise<V> => {
    gone.throwIfAborted();
    await Promise.race([before, leaving(gone)]);
    const ends = new AbortController();
    const timer = setTimeout(() => ends.abort(mwError('MW_SERVE_SEARCH_TIME', { seconds: timeMs / 1000 })), timeMs);
    try {
      return await work(AbortSignal.any([gone, ends.signal]));
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    run: async (gone, work) => {
      if (inLine > waiting) throw mwError('MW_SERVE_OVERLOADED', { seconds: RETRY_SECONDS });
      inLine++;
      const before = last;
      const own = turn(before, gone, work).finally(() => inLine--);
      // Who leaves the line early does not let the next one overtake; no answer is held.
      last = Promise.allSettled([before, own]).then(() => {});
      return own;
    },
  };
}

/** Fails when the caller goes, with why. */
const leaving = (gone: AbortSignal): Promise<never> =>
  new Promise((_, fail) => {
    gone.addEventListener('abort', () => fail(gone.reason as Error), { once: true });
  });
