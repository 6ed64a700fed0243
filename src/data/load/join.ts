import { mwError } from '../../core/index.js';
import type { JoinDefinition, LoadedTable } from '../definition.js';
import type { Engine, QueryOptions } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import type { Schema } from '../schema.js';

/** The schema after a join: the left columns, then the right ones without its keys, nullable because a row may have no partner. */
export function joinSchema(left: Schema, right: Schema, on: Readonly<Record<string, string>>, label: string): Schema {
  const wrong = (reason: string): Error => mwError('MW_DATA_JOIN_COLUMNS', { right: label, reason });
  const pairs = Object.entries(on);
  if (pairs.length === 0) throw wrong('no columns to join by are given');
  for (const [here, there] of pairs) {
    if (!Object.hasOwn(left, here)) throw wrong(`there is no column "${here}" to join by`);
    if (!Object.hasOwn(right, there)) throw wrong(`it has no column "${there}"`);
    if (left[here].valueType !== right[there].valueType)
      throw wrong(`"${here}" is ${left[here].valueType}, but "${there}" is ${right[there].valueType}`);
  }
  const added = Object.entries(right).filter(([name]) => !Object.values(on).includes(name));
  const taken = new Map(Object.keys(left).map((name) => [name.toLowerCase(), name]));
  for (const [name] of added)
    if (taken.has(name.toLowerCase())) throw wrong(`both tables have a column "${taken.get(name.toLowerCase())}"`);
  return Object.freeze({ ...left, ...Object.fromEntries(added.map(([name, column]) => [name, column.nullable()])) });
}

/**
 * Adds the columns of `right` to every row of `left`, in its order: a left join, many to one.
 * Throws `MW_DATA_JOIN_DUPLICATE` when a key stands twice on the right, because the join would then multiply rows.
 */
export async function joinTables(
  engine: Engine,
  left: { readonly relation: string; readonly schema: Schema },
  right: Pick<LoadedTable, 'relation' | 'schema'>,
  join: Pick<JoinDefinition, 'on'> & { readonly label: string },
  options: QueryOptions,
): Promise<{ readonly relation: string; readonly schema: Schema }> {
  const schema = joinSchema(left.schema, right.schema, join.on, join.label);
  await refuseDuplicates(engine, right.relation, Object.values(join.on), join.label);
  const relation = engine.name('joined');
  const added = Object.keys(schema).filter((name) => !Object.hasOwn(left.schema, name));
  const columns = [...Object.keys(left.schema).map((name) => `l.${ident(name)}`), ...added.map((name) => `r.${ident(name)}`)];
  const same = Object.entries(join.on).map(([here, there]) => `l.${ident(here)} = r.${ident(there)}`);
  await engine.run(
    `CREATE TABLE ${ident(relation)} AS SELECT ${columns.join(', ')} FROM ${ident(left.relation)} l LEFT JOIN ${ident(right.relation)} r ON ${same.join(' AND ')} ORDER BY l.rowid`,
    options,
  );
  return { relation, schema };
}

async function refuseDuplicates(engine: Engine, right: string, keys: readonly string[], label: string): Promise<void> {
  const list = keys.map(ident).join(', ');
  const there = keys.map((key) => `${ident(key)} IS NOT NULL`).join(' AND ');
  const [double] = await engine.rows(
    `SELECT ${keys.map((key) => `CAST(${ident(key)} AS VARCHAR)`).join(" || ', ' || ")} AS key, count(*) AS n, min(rowid) AS first
     FROM ${ident(right)} WHERE ${there} GROUP BY ${list} HAVING count(*) > 1 ORDER BY first LIMIT 1`,
  );
  if (double)
    throw mwError('MW_DATA_JOIN_DUPLICATE', { right: label, on: keys, key: JSON.stringify(double['key']), count: Number(double['n']) });
}
