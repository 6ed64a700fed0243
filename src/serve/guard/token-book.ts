import { hash, timingSafeEqual } from 'node:crypto';
import { mwError, type Clock } from '../../core/index.js';
import type { Store } from '../../store/index.js';
import type { Scope } from '../route.js';
import { createBackoff } from './backoff.js';
import { bearerToken, claimedId } from './bearer.js';
import { mayDo, type Caller } from './caller.js';
import { openSnapshots, type Entry } from './token-snapshots.js';

/** Knows who a token is. */
export interface TokenBook {
  /**
   * The caller behind an `Authorization` header, if it may do what is needed; otherwise throws (or rejects with) an error of status 401, 403
   * or 429, or 503 where nobody can tell. Answers at once while what it knows is fresh. `address` is where the request comes from.
   */
  readonly admit: (authorization: string | undefined, address: string, need: Scope) => Caller | Promise<Caller>;
}

/** What a token book is made from. */
export interface TokenBookOptions {
  /** Where the tokens are. */
  readonly store: Pick<Store, 'read'>;
  /** One more admin token, checked with `checkAdminToken`; it is never stored. */
  readonly adminToken?: string | undefined;
  readonly clock: Clock;
}

const NOBODY: Entry = { digest: Buffer.alloc(32), caller: { id: '', name: '', scopes: [] }, expiresAt: 0 };

/**
 * Tokens as the store has them, held in memory and read anew as they are asked for: one small query in half a second, in a tenth while wrong
 * tokens come (one may have been made just now). Known and unknown tokens take the same steps: one sha256, one comparison in constant time.
 * Ten wrong tries from an address for one token make it wait (`createBackoff`).
 */
export function openTokenBook({ store, adminToken, clock }: TokenBookOptions): TokenBook {
  const backoff = createBackoff(clock);
  const admin = adminToken === undefined ? undefined : adminEntry(adminToken);
  const tokens = openSnapshots(store, clock);
  const entryOf = (token: string, id: string): Entry | undefined => {
    const entry = (id === '' ? admin : tokens.known()?.get(id)) ?? NOBODY;
    const isRight = timingSafeEqual(hash('sha256', token, 'buffer'), entry.digest);
    return isRight && clock() < entry.expiresAt ? entry : undefined;
  };
  const settle = (entry: Entry | undefined, key: string, need: Scope): Caller => {
    if (entry === undefined) backoff.failed(key);
    else backoff.passed(key);
    if (entry === undefined) throw mwError('MW_SERVE_TOKEN_WRONG', {});
    if (!mayDo(entry.caller, need)) throw mwError('MW_SERVE_FORBIDDEN', { need });
    return entry.caller;
  };
  return {
    admit: (authorization, address, need) => {
      const token = bearerToken(authorization);
      if (token === undefined) throw mwError(authorization === undefined ? 'MW_SERVE_TOKEN_MISSING' : 'MW_SERVE_TOKEN_WRONG', {});
      const id = claimedId(token);
      const key = `${address} ${id}`;
      const waitMs = backoff.waitMs(key);
      if (waitMs > 0) throw mwError('MW_SERVE_TOO_MANY_TRIES', { seconds: Math.ceil(waitMs / 1000) });
      const entry = entryOf(token, id);
      const wait = id === '' ? undefined : tokens.refresh(entry !== undefined);
      return wait === undefined ? settle(entry, key, need) : wait.then(() => settle(entryOf(token, id), key, need));
    },
  };
}

function adminEntry(token: string): Entry {
  const caller: Caller = Object.freeze({ id: 'environment', name: 'MILLWRIGHT_ADMIN_TOKEN', scopes: ['admin'] as const });
  return { digest: hash('sha256', token, 'buffer'), caller, expiresAt: Infinity };
}
