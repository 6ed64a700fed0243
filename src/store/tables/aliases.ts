import type { Json } from '../../core/index.js';
import { fromText, toText } from '../json-text.js';
import type { AliasHistoryTable, Tx } from '../schema.js';
import { byCodeUnit } from './models.js';

/** Where an alias points now. */
export interface AliasRow {
  readonly model: string;
  readonly alias: string;
  readonly version: number;
  readonly changedAt: number;
}

/** One move of an alias. `from` and `to` are null where it pointed, or points, nowhere. */
export interface AliasMove {
  readonly model: string;
  readonly alias: string;
  readonly kind: 'move' | 'rollback' | 'remove';
  readonly from: number | null;
  readonly to: number | null;
  /** Why: the gate's answer, or words. */
  readonly note: Json;
  readonly actor: string;
  readonly at: number;
}

/** The aliases of one model, or of all, in code-unit order of their names. */
export async function listAliases(tx: Tx, model?: string): Promise<AliasRow[]> {
  let query = tx.selectFrom('mw_aliases').selectAll();
  if (model !== undefined) query = query.where('model', '=', model);
  const rows = await query.execute();
  return rows.toSorted((a, b) => byCodeUnit(a.alias, b.alias)).map(({ changed_at, ...rest }) => ({ ...rest, changedAt: changed_at }));
}

/** The version that an alias points at. */
export async function aliasVersion(tx: Tx, model: string, alias: string): Promise<number | undefined> {
  const row = await tx.selectFrom('mw_aliases').select('version').where('model', '=', model).where('alias', '=', alias).executeTakeFirst();
  return row?.version;
}

/** Points an alias at a version, or nowhere; the database refuses a version that does not exist. */
export async function pointAlias(tx: Tx, model: string, alias: string, version: number | null, at: number): Promise<void> {
  if (version === null) await tx.deleteFrom('mw_aliases').where('model', '=', model).where('alias', '=', alias).execute();
  else
    await tx
      .insertInto('mw_aliases')
      .values({ model, alias, version, changed_at: at })
      .onConflict((on) => on.columns(['model', 'alias']).doUpdateSet({ version, changed_at: at }))
      .execute();
}

/** Writes a move down. */
export async function addAliasMove(tx: Tx, { from, to, note, ...rest }: AliasMove): Promise<void> {
  const { last } = await tx
    .selectFrom('mw_alias_history')
    .select((e) => e.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('mw_alias_history')
    .values({ ...rest, seq: Number(last ?? 0) + 1, from_version: from, to_version: to, note: toText(note) })
    .execute();
}

/** Every move of an alias, oldest first. */
export async function aliasMoves(tx: Tx, model: string, alias: string): Promise<AliasMove[]> {
  const rows = await tx
    .selectFrom('mw_alias_history')
    .selectAll()
    .where('model', '=', model)
    .where('alias', '=', alias)
    .orderBy('seq')
    .execute();
  return rows.map(read);
}

function read(row: AliasHistoryTable): AliasMove {
  const { model, alias, actor, at } = row;
  const kind = row.kind as AliasMove['kind'];
  return { model, alias, kind, from: row.from_version, to: row.to_version, note: fromText(row.note), actor, at };
}
