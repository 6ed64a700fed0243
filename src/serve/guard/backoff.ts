import type { Clock } from '../../core/index.js';

/** Counts failed tries by key (an address and the token that it claims), and says how long the next try must wait. */
export interface Backoff {
  /** Milliseconds until this key may try again; 0: now. */
  waitMs(key: string): number;
  /** A try failed. */
  failed(key: string): void;
  /** A try was right: the key starts anew. */
  passed(key: string): void;
}

interface Tries {
  readonly failures: number;
  readonly until: number;
}

/** Failures that cost nothing: a person mistypes. */
const FREE = 10;
const LONGEST_MS = 60_000;

/**
 * From the tenth failure on a key waits 1 s, then 2, 4 … up to 60 s; ten quiet minutes forgive all. Remembers the `most` keys that
 * failed last, so that an attacker with many addresses cannot fill the memory.
 */
export function createBackoff(clock: Clock, most = 10_000): Backoff {
  const tries = new Map<string, Tries>();
  const forgiveMs = 10 * LONGEST_MS;
  const current = (key: string): Tries | undefined => {
    const known = tries.size === 0 ? undefined : tries.get(key);
    return known !== undefined && clock() < known.until + forgiveMs ? known : undefined;
  };
  return {
    waitMs: (key) => Math.max(0, (current(key)?.until ?? 0) - clock()),
    failed: (key) => {
      const failures = (current(key)?.failures ?? 0) + 1;
      const waitMs = failures < FREE ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** Math.min(failures - FREE, 10));
      tries.delete(key);
      tries.set(key, { failures, until: clock() + waitMs });
      if (tries.size > most) tries.delete(tries.keys().next().value!);
    },
    passed: (key) => {
      if (tries.size > 0) tries.delete(key);
    },
  };
}
