import { didYouMean, mwError, type Clock } from '../../core/index.js';
import {
  addAudit,
  addToken,
  findToken,
  listTokens,
  revokeToken,
  validTokens,
  type Store,
  type TokenRow,
  type Tx,
} from '../../store/index.js';
import type { Scope } from '../route.js';
import { newToken } from './bearer.js';
import { scopes as known } from './caller.js';

/** A token as it may be shown: without its hash. `state` tells whether it is valid now. */
export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly state: 'valid' | 'expired' | 'revoked';
}

/** Where tokens are kept, the time, and who makes the change (for the audit; default `local`). */
export interface TokenRun {
  readonly store: Store;
  readonly clock: Clock;
  readonly actor?: string;
}

/** What a new token is to be; `lastsMs` absent: it never expires. */
export interface TokenOrder {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly lastsMs?: number | undefined;
}

/** Makes a token. `token` is in no other place: show it once. The audit says who got what. */
export async function createToken(order: TokenOrder, run: TokenRun): Promise<TokenInfo & { readonly token: string }> {
  if (!/^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u.test(order.name)) throw mwError('MW_SERVE_TOKEN_NAME', { name: order.name.slice(0, 100) });
  const { token, ...made } = newToken();
  const row = await run.store.write((tx) => issue(tx, order, made, run));
  return { ...infoOf(row, run.clock()), token };
}

async function issue(tx: Tx, order: TokenOrder, made: { readonly id: string; readonly hash: string }, run: TokenRun): Promise<TokenRow> {
  const { name, lastsMs } = order;
  const [at, scopes] = [run.clock(), known.filter((scope) => order.scopes.includes(scope))];
  const row = { ...made, name, scopes, createdAt: at, expiresAt: lastsMs === undefined ? null : at + lastsMs };
  await addToken(tx, row);
  const detail = { name, scopes, expiresAt: row.expiresAt };
  await addAudit(tx, { at, actor: run.actor ?? 'local', action: 'token.create', subject: made.id, detail });
  return { ...row, revokedAt: null };
}

/**
 * Makes the first admin token of a project; `undefined` when a valid one exists, whose holder has it. Processes that start together agree on
 * one: the others get `undefined`.
 */
export async function firstAdminToken(run: TokenRun): Promise<string | undefined> {
  const { token, ...made } = newToken();
  const isMade = await run.store.write(async (tx) => {
    const rows = await validTokens(tx, run.clock());
    if (rows.some((row) => row.scopes.includes('admin'))) return false;
    await issue(tx, { name: 'first admin', scopes: ['admin'] }, made, run);
    return true;
  });
  return isMade ? token : undefined;
}

/** Every token ever made, oldest first. */
export async function tokenList(run: TokenRun): Promise<readonly TokenInfo[]> {
  const rows = await run.store.read(listTokens);
  return rows.map((row) => infoOf(row, run.clock()));
}

/** Ends a token; running servers refuse it within 2 s. A second time changes nothing. Throws `MW_SERVE_TOKEN_UNKNOWN`. */
export async function endToken(id: string, run: TokenRun): Promise<TokenInfo> {
  const row = await run.store.write((tx) => end(tx, id, run));
  return infoOf(row, run.clock());
}

async function end(tx: Tx, id: string, run: TokenRun): Promise<TokenRow> {
  const row = await findToken(tx, id);
  if (row === undefined) {
    const ids = (await listTokens(tx)).map((token) => token.id);
    throw mwError('MW_SERVE_TOKEN_UNKNOWN', { id: id.slice(0, 16), hint: didYouMean(id.slice(0, 16), ids) });
  }
  if (row.revokedAt !== null) return row;
  const at = run.clock();
  await revokeToken(tx, id, at);
  await addAudit(tx, { at, actor: run.actor ?? 'local', action: 'token.revoke', subject: id, detail: { name: row.name } });
  return { ...row, revokedAt: at };
}

function infoOf({ id, name, scopes, createdAt, expiresAt, revokedAt }: TokenRow, now: number): TokenInfo {
  const state = revokedAt !== null ? 'revoked' : expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
  return { id, name, scopes, createdAt, expiresAt, revokedAt, state };
}
