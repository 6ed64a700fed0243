import { sql } from 'kysely';
import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { Tx } from '../schema.js';

/** A small fact by its name; `undefined` when it was never put down. */
export async function getState<T = Json>(tx: Tx, key: string): Promise<T | undefined> {
  const row = await tx.selectFrom('mw_state').select('value').where('key', '=', key).executeTakeFirst();
  return row && fromText<T>(row.value);
}

/** Puts a fact down, in the place of what was there. */
export async function putState(tx: Tx, key: string, value: Json, at: number): Promise<void> {
  const row = { value: toText(value), at };
  await tx
    .insertInto('mw_state')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Every fact whose name begins so, by name in code-unit order. */
export async function listState<T = Json>(tx: Tx, prefix: string): Promise<{ key: string; value: T; at: number }[]> {
  const rows = await tx
    .selectFrom('mw_state')
    .selectAll()
    .where(sql<boolean>`substr(key, 1, ${prefix.length}) = ${prefix}`)
    .execute();
  return rows.map((row) => ({ key: row.key, value: fromText<T>(row.value), at: row.at })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Forgets a fact. */
export async function removeState(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('mw_state').where('key', '=', key).execute();
}
