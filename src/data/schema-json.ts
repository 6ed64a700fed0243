import { didYouMean, mwError, type Json } from '../core/index.js';
import { CHANGE_KEYS, checkChanges } from './check-changes.js';
import { COLUMN_KINDS, type Bands, type ColumnKind, type ColumnSpec } from './column-spec.js';
import { timeFormat } from './grammar/time-format.js';
import { protectionFault } from './protected.js';
import type { Schema } from './schema.js';
import { columnOf, type Column } from './types.js';

/** A schema as plain JSON: a list, because the order of columns matters and JSON objects do not keep it. */
export type SchemaJson = readonly (ColumnSpec & { readonly name: string })[];

/** The schema as plain JSON. {@link schemaFromJson} gives an equal schema back. */
export function schemaToJson(schema: Schema): SchemaJson {
  return Object.entries(schema).map(([name, column]) => ({ name, ...column.spec }));
}

const TEXTS = ['unit', 'true', 'false', 'format', 'description'] as const;
const KNOWN: readonly string[] = ['name', 'kind', 'nullable', 'optional', 'protected', ...TEXTS, ...CHANGE_KEYS];

/** A schema from JSON that anybody may have written. Throws `MW_DATA_SCHEMA` with the first thing that is wrong. */
export function schemaFromJson(json: unknown): Schema {
  if (!Array.isArray(json)) throw wrong('it is no list of columns');
  const schema = json.map((item, i) => columnFrom(item, i));
  checkNames(schema.map(([name]) => name));
  return Object.freeze(Object.fromEntries(schema));
}

/** The engine numbers the rows under this name. */
export const KEPT_NAME = 'rowid';

/** Throws `MW_DATA_SCHEMA` when a schema has no columns, two names that the engine cannot tell apart, or one that it keeps for itself. */
export function checkNames(names: readonly string[]): void {
  if (names.length === 0) throw wrong('it has no columns');
  const kept = names.find((name) => name.toLowerCase() === KEPT_NAME);
  if (kept !== undefined) throw wrong(`the engine keeps the name ${JSON.stringify(kept)} for itself, so no column may have it`);
  for (const [, same] of Map.groupBy(names, (name) => name.toLowerCase())) {
    if (same.length > 1)
      throw wrong(
        `the columns ${same.map((n) => JSON.stringify(n)).join(' and ')} ${new Set(same).size === 1 ? 'have one name' : 'differ in case only'}`,
      );
  }
}

function columnFrom(item: unknown, place: number): [string, Column] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw wrong(`column ${place + 1} is no object`);
  const spec = item as Readonly<Record<string, Json | undefined>>;
  const { name, kind, nullable, optional } = spec;
  if (typeof name !== 'string' || name === '') throw wrong(`column ${place + 1} has no name`);
  const about = `column ${JSON.stringify(name)}`;
  if (!COLUMN_KINDS.includes(kind as ColumnKind))
    throw wrong(`${about} has the kind ${JSON.stringify(kind) ?? 'none'}.${didYouMean(String(kind), COLUMN_KINDS)}`);
  if (typeof nullable !== 'boolean' || typeof optional !== 'boolean') throw wrong(`${about} does not say nullable and optional`);
  const unknown = Object.keys(spec).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) throw wrong(`${about} has the unknown key ${JSON.stringify(unknown)}`);
  const texts = TEXTS.filter((key) => spec[key] !== undefined);
  for (const key of texts) if (typeof spec[key] !== 'string') throw wrong(`${about} has a ${key} that is no text`);
  if (typeof spec['format'] === 'string') timeFormat(spec['format']);
  const changes = checkChanges(pick(spec, CHANGE_KEYS), kind as ColumnKind, about);
  const column = columnOf({
    kind: kind as ColumnKind,
    nullable,
    optional,
    ...pick(spec, texts),
    ...changes,
    ...(spec['protected'] === undefined ? {} : { protected: spec['protected'] as unknown as true | Bands }),
  });
  const fault = protectionFault(column.spec);
  if (fault !== undefined) throw wrong(`${about} cannot be protected so: ${fault}`);
  return [name, column];
}

/** The given ones of some keys. */
const pick = (spec: Readonly<Record<string, Json | undefined>>, keys: readonly string[]): object =>
  Object.fromEntries(keys.filter((key) => spec[key] !== undefined).map((key) => [key, spec[key]]));

const wrong = (reason: string): Error => mwError('MW_DATA_SCHEMA', { reason });
