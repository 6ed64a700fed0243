import { setTimeout as sleep } from 'node:timers/promises';
import { mwError, type Clock } from '../../core/index.js';
import { validTokens, type Store, type TokenRow } from '../../store/index.js';
import type { Scope } from '../route.js';
import type { Caller } from './caller.js';

/** A valid token: the sha256 of it, whose it is, and the moment from which it is refused. */
export interface Entry {
  readonly digest: Buffer;
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** The valid tokens as they were last read. */
export interface Snapshots {
  /** By id; `undefined` before the first read. */
  readonly known: () => ReadonlyMap<string, Entry> | undefined;
  /**
   * Reads anew where it is time to. A promise is to be waited for before anything is decided: what is known is too old, or a token
   * was not found in it (`found`), and may have been made since. It rejects with `MW_SERVE_TOKENS_AWAY` when nobody can tell.
   */
  readonly refresh: (found: boolean) => Promise<void> | undefined;
}

/** Younger than this, what is known is used as it is; older, it is read anew behind the answer. */
const FRESH_MS = 500;
/** Older than this, the answer waits for the database: a revoked token works for less than 2 s. */
const STALE_MS = 1500;
/** A token that is not known is looked for in the database again when the last look is this old. */
const SECOND_LOOK_MS = 100;
/** A look that takes longer counts as failed, and after a failed one there is none for as long. */
const PATIENCE_MS = 1000;
/** A server that is gone is waited for only as long as a connection takes to be made anew. */
const LOST_MS = 50;
/** While the database is away, tokens known before go on working for this long. */
const GRACE_MS = 15 * 60_000;

/** Nothing is read before the first `refresh`; never two reads at once. */
export function openSnapshots(store: Pick<Store, 'read'>, clock: Clock): Snapshots {
  let known: { readonly at: number; readonly entries: ReadonlyMap<string, Entry> } | undefined;
  let reading: Promise<void> | undefined;
  const ageMs = (): number => (known === undefined ? Infinity : Math.abs(clock() - known.at));
  const read = async (): Promise<void> => {
    const at = clock();
    const rows = await store.read((tx) => validTokens(tx, at), { lostMs: LOST_MS });
    known = { at, entries: new Map(rows.map((row) => [row.id, entryOf(row)])) };
  };
  const readOnce = (): Promise<void> => {
    reading ??= inTime(read()).finally(() => void (reading = undefined));
    return reading;
  };
  let failedAt = -Infinity;
  const sinceFailureMs = (): number => Math.abs(clock() - failedAt);
  const tolerate = (): void => {
    failedAt = clock();
    if (ageMs() > GRACE_MS) throw mwError('MW_SERVE_TOKENS_AWAY', {});
  };
  return {
    known: () => known?.entries,
    refresh: (found) => {
      const age = ageMs();
      if (age <= (found ? FRESH_MS : SECOND_LOOK_MS)) return undefined;
      if (sinceFailureMs() < PATIENCE_MS) return age > GRACE_MS ? Promise.reject(mwError('MW_SERVE_TOKENS_AWAY', {})) : undefined;
      const failing = sinceFailureMs() < 2 * PATIENCE_MS;
      const done = readOnce().catch(tolerate);
      // While nothing can be read, nobody who is known waits for it.
      if (!found || age > GRACE_MS || (age > STALE_MS && !failing)) return done;
      done.catch(() => undefined);
      return undefined;
    },
  };
}

/** The same, unless it takes too long. */
async function inTime(work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { ref: false, signal: timer.signal }).then(() =>
    Promise.reject(new Error('it takes too long')),
  );
  try {
    await Promise.race([work, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}

function entryOf({ id, name, hash, scopes, expiresAt }: TokenRow): Entry {
  const caller = Object.freeze({ id, name, scopes: scopes as readonly Scope[] });
  return { digest: Buffer.from(hash, 'hex'), caller, expiresAt: expiresAt ?? Infinity };
}
