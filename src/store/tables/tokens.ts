import { fromText, toText } from '../json-text.js';
import type { TokenTable, Tx } from '../schema.js';

/** One token: everything but the token itself, which is stored nowhere. */
export interface TokenRow {
  /** The public part, unique. */
  readonly id: string;
  /** Who uses it. */
  readonly name: string;
  /** sha256 of the whole token, in hex. */
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  /** From this moment on it is refused; `null`: never. */
  readonly expiresAt: number | null;
  /** Since when it is refused; `null`: it is not. */
  readonly revokedAt: number | null;
}

/** Stores a new token; its id and its hash must be new. */
export async function addToken(tx: Tx, { scopes, createdAt, ...rest }: Omit<TokenRow, 'revokedAt'>): Promise<void> {
  const { expiresAt, ...plain } = rest;
  const row: TokenTable = { ...plain, scopes: toText([...scopes]), created_at: createdAt, expires_at: expiresAt, revoked_at: null };
  await tx.insertInto('mw_tokens').values(row).execute();
}

/** Every token ever made, oldest first. */
export async function listTokens(tx: Tx): Promise<TokenRow[]> {
  const rows = await tx.selectFrom('mw_tokens').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(read);
}

/** Those that are valid at `now`. */
export async function validTokens(tx: Tx, now: number): Promise<TokenRow[]> {
  const rows = await tx
    .selectFrom('mw_tokens')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where((e) => e.or([e('expires_at', 'is', null), e('expires_at', '>', now)]))
    .execute();
  return rows.map(read);
}

/** The token of that id, if there is one. */
export async function findToken(tx: Tx, id: string): Promise<TokenRow | undefined> {
  const row = await tx.selectFrom('mw_tokens').selectAll().where('id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** Ends a token for good; one that has ended keeps its first moment. */
export async function revokeToken(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('mw_tokens').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).execute();
}

function read(row: TokenTable): TokenRow {
  const { id, name, hash } = row;
  const times = { createdAt: row.created_at, expiresAt: row.expires_at, revokedAt: row.revoked_at };
  return { id, name, hash, scopes: fromText<string[]>(row.scopes), ...times };
}
