import type { Tx } from '../schema.js';

/** Every model's name, in code-unit order. */
export async function modelNames(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('mw_models').select('name').execute();
  return rows.map((row) => row.name).toSorted(byCodeUnit);
}

/** The next version's number of a model: 1, 2, 3 … without a gap, and never one that was given before. Makes the model. */
export async function takeVersionNumber(tx: Tx, name: string, at: number): Promise<number> {
  const row = await tx
    .insertInto('mw_models')
    .values({ name, last_version: 1, created_at: at })
    .onConflict((on) => on.column('name').doUpdateSet((e) => ({ last_version: e('mw_models.last_version', '+', 1) })))
    .returning('last_version')
    .executeTakeFirstOrThrow();
  return row.last_version;
}

/** Databases sort by their own collation; answers do not depend on it. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
