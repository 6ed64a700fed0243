import { hash, timingSafeEqual } from 'node:crypto';
import { mwError, type Clock } from '../../core/index.js';
import { validTokens, type Store, type TokenRow } from '../../store/index.js';
import type { Scope } from '../route.js';
import { createBackoff } from './backoff.js';
import { bearerToken, claimedId } from './bearer.js';
import { mayDo, type Caller } from './caller.js';

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

interface Entry {
  readonly digest: Buffer;
  readonly caller: Caller;
  readonly expiresAt: number;
}

interface Snapshot {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: number;
}

/** Younger than this, what is known is used as it is; older, it is read anew behind the answer. */
const FRESH_MS = 500;
/** Older than this, the answer waits for the database: a revoked token works for less than 2 s. */
const STALE_MS = 1500;
/** While the database is away, tokens known before go on working for this long. */
const GRACE_MS = 15 * 60_000;

const NOBODY: Entry = { digest: Buffer.alloc(32), caller: { id: '', name: '', scopes: [] }, expiresAt: 0 };

/**
 * Tokens as the store has them, held in memory and read anew as they are asked for: one small query in half a second at most, whatever is
 * sent. Known and unknown tokens take the same steps: one sha256, one comparison in constant time. Ten wrong tries from an address for
 * one token make it wait (`createBackoff`).
 */
export function openTokenBook({ store, adminToken, clock }: TokenBookOptions): TokenBook {
  const backoff = createBackoff(clock);
  const admin = adminToken === undefined ? undefined : adminEntry(adminToken);
  let known: Snapshot | undefined;
  let reading: Promise<void> | undefined;
  const read = (): Promise<void> => {
    reading ??= readTokens(store, clock)
      .then((snapshot) => void (known = snapshot))
      .finally(() => void (reading = undefined));
    return reading;
  };
  const judge = (token: string, address: string, need: Scope): Caller => {
    const id = claimedId(token);
    const key = `${address} ${id}`;
    const waitMs = backoff.waitMs(key);
    if (waitMs > 0) throw mwError('MW_SERVE_TOO_MANY_TRIES', { seconds: Math.ceil(waitMs / 1000) });
    const entry = (id === '' ? admin : known?.entries.get(id)) ?? NOBODY;
    const right = timingSafeEqual(hash('sha256', token, 'buffer'), entry.digest);
    if (!right || clock() >= entry.expiresAt) {
      backoff.failed(key);
      throw mwError('MW_SERVE_TOKEN_WRONG', {});
    }
    backoff.passed(key);
    if (!mayDo(entry.caller, need)) throw mwError('MW_SERVE_FORBIDDEN', { need });
    return entry.caller;
  };
  return {
    admit: (authorization, address, need) => {
      const token = bearerToken(authorization);
      if (token === undefined) throw mwError(authorization === undefined ? 'MW_SERVE_TOKEN_MISSING' : 'MW_SERVE_TOKEN_WRONG', {});
      if (claimedId(token) === '') return judge(token, address, need);
      const ageMs = known === undefined ? Infinity : Math.abs(clock() - known.at);
      if (ageMs > FRESH_MS) {
        const done = read();
        if (ageMs > STALE_MS) return done.catch(() => mustKnow(known, clock)).then(() => judge(token, address, need));
        done.catch(() => undefined);
      }
      return judge(token, address, need);
    },
  };
}

function mustKnow(known: Snapshot | undefined, clock: Clock): void {
  if (known === undefined || clock() - known.at > GRACE_MS) throw mwError('MW_SERVE_TOKENS_AWAY', {});
}

async function readTokens(store: Pick<Store, 'read'>, clock: Clock): Promise<Snapshot> {
  const at = clock();
  const rows = await store.read((tx) => validTokens(tx, at));
  return { at, entries: new Map(rows.map((row) => [row.id, entryOf(row)])) };
}

function entryOf({ id, name, hash: hex, scopes, expiresAt }: TokenRow): Entry {
  const caller = Object.freeze({ id, name, scopes: scopes as readonly Scope[] });
  return { digest: Buffer.from(hex, 'hex'), caller, expiresAt: expiresAt ?? Infinity };
}

function adminEntry(token: string): Entry {
  const caller: Caller = Object.freeze({ id: 'environment', name: 'MILLWRIGHT_ADMIN_TOKEN', scopes: ['admin'] as const });
  return { digest: hash('sha256', token, 'buffer'), caller, expiresAt: Infinity };
}
