import { digestOf, type Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { AuditTable, Tx } from '../schema.js';

/** One change that somebody made. */
export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  /** `register`, `alias.move`, `version.delete` … */
  readonly action: string;
  /** What was changed: `churn@3`, `churn@champion`. */
  readonly subject: string;
  readonly detail: Json;
  /** sha256 over this row and the hash of the one before: a changed, added or removed row breaks the chain. */
  readonly hash: string;
}

const BEGINNING = '0'.repeat(64);

/** Appends to the chain, in the same transaction as the change itself. */
export async function addAudit(tx: Tx, row: Omit<AuditRow, 'seq' | 'hash'>): Promise<void> {
  const last = await tx.selectFrom('mw_audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const next = { ...row, seq: (last?.seq ?? 0) + 1, detail: toText(row.detail), previous: last?.hash ?? BEGINNING };
  await tx
    .insertInto('mw_audit')
    .values({ ...next, hash: hashOf(next) })
    .execute();
}

/** The newest rows first, at most `limit` (default 100), only those before the number `before`. */
export async function listAudit(tx: Tx, page: { readonly limit?: number; readonly before?: number } = {}): Promise<AuditRow[]> {
  let query = tx
    .selectFrom('mw_audit')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(page.limit ?? 100);
  if (page.before !== undefined) query = query.where('seq', '<', page.before);
  const rows = await query.execute();
  return rows.map(({ seq, at, actor, action, subject, detail, hash }) => ({
    seq,
    at,
    actor,
    action,
    subject,
    detail: fromText(detail),
    hash,
  }));
}

/** Follows the chain: how many rows hold, and the number of the first that does not (`null`: all hold). Reads every row. */
export async function verifyAudit(tx: Tx): Promise<{ readonly rows: number; readonly brokenAt: number | null }> {
  const rows = await tx.selectFrom('mw_audit').selectAll().orderBy('seq').execute();
  let previous = BEGINNING;
  for (const [index, row] of rows.entries()) {
    const holds = row.seq === index + 1 && row.previous === previous && row.hash === hashOf(row);
    if (!holds) return { rows: index, brokenAt: row.seq };
    previous = row.hash;
  }
  return { rows: rows.length, brokenAt: null };
}

function hashOf({ seq, at, actor, action, subject, detail, previous }: Omit<AuditTable, 'hash'>): string {
  return digestOf([seq, at, actor, action, subject, detail, previous]);
}
