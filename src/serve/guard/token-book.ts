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

/** A token as a request shows it. */
interface Presented {
  readonly header: string;
  /** The id that it claims; '' when it has not the shape of a stored token. */
  readonly id: string;
  readonly digest: Buffer;
}

/** So many tokens that were right keep their digest, for sha256 costs more than all other checks together. */
const REMEMBERED = 1000;

const NOBODY: Entry = { digest: Buffer.alloc(32), caller: { id: '', name: '', scopes: [] }, expiresAt: 0 };

/**
 * Tokens as the store has them, held in memory and read anew as they are asked for: one small query in half a second, in a tenth while wrong
 * tokens come (one may have been made just now). Known and unknown ids take the same steps: one sha256 (kept for tokens that were right), one comparison in constant time.
 * Ten wrong tries from an address for one token make it wait (`createBackoff`).
 */
export function openTokenBook({ store, adminToken, clock }: TokenBookOptions): TokenBook {
  const backoff = createBackoff(clock);
  const admin = adminToken === undefined ? undefined : adminEntry(adminToken);
  const adminId = claimedId(adminToken ?? '');
  const tokens = openSnapshots(store, clock);
  const right = new Map<string, Presented>();
  const entryOf = ({ id, digest }: Presented): Entry | undefined => {
    const entry = (id === adminId ? admin : tokens.known()?.get(id)) ?? NOBODY;
    return timingSafeEqual(digest, entry.digest) && clock() < entry.expiresAt ? entry : undefined;
  };
  const settle = (entry: Entry | undefined, presented: Presented, key: string, need: Scope): Caller => {
    if (entry === undefined) {
      backoff.failed(key);
      right.delete(presented.header);
      throw mwError('MW_SERVE_TOKEN_WRONG', {});
    }
    backoff.passed(key);
    if (right.size < REMEMBERED) right.set(presented.header, presented);
    if (!mayDo(entry.caller, need)) throw mwError('MW_SERVE_FORBIDDEN', { need });
    return entry.caller;
  };
  return {
    admit: (authorization, address, need) => {
      const presented = (authorization === undefined ? undefined : right.get(authorization)) ?? presentedBy(authorization);
      const key = `${address} ${presented.id}`;
      const waitMs = backoff.waitMs(key);
      if (waitMs > 0) throw mwError('MW_SERVE_TOO_MANY_TRIES', { seconds: Math.ceil(waitMs / 1000) });
      const entry = entryOf(presented);
      const wait = presented.id === '' || presented.id === adminId ? undefined : tokens.refresh(entry !== undefined);
      return wait === undefined ? settle(entry, presented, key, need) : wait.then(() => settle(entryOf(presented), presented, key, need));
    },
  };
}

function presentedBy(header: string | undefined): Presented {
  const token = bearerToken(header);
  if (header === undefined) throw mwError('MW_SERVE_TOKEN_MISSING', {});
  if (token === undefined) throw mwError('MW_SERVE_TOKEN_WRONG', {});
  return { header, id: claimedId(token), digest: hash('sha256', token, 'buffer') };
}

function adminEntry(token: string): Entry {
  const caller: Caller = Object.freeze({ id: 'environment', name: 'MILLWRIGHT_ADMIN_TOKEN', scopes: ['admin'] as const });
  return { digest: hash('sha256', token, 'buffer'), caller, expiresAt: Infinity };
}
