import type { LookupAddress } from 'node:dns';
import type { Clock } from '../../../core/index.js';

/** What sending touches of the outside. */
export interface Outside {
  /** Where secrets and addresses are looked up by name. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** A line for people: the console channel, and what could not be sent. */
  readonly say: (line: string) => void;
  /** Every address of a host. Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Pauses between attempts. Default: 500 ms and 2 s, so three attempts. */
  readonly pausesMs?: readonly number[];
  /** How long one attempt may take in all. Default 10 s. */
  readonly timeoutMs?: number;
}

export const TIMEOUT_MS = 10_000;
export const PAUSES_MS: readonly number[] = [500, 2000];
