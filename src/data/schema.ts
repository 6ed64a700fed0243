import type { ColumnKind } from './column-spec.js';
import type { Column, ValueTypeOf } from './types.js';

/** Columns by name, in order. */
export type Schema = Readonly<Record<string, Column>>;

/** The expression type of each column of a schema: `ValueTypesOf<{ n: Column<'int'> }>` is `{ n: 'number' }`. */
export type ValueTypesOf<S extends Schema> = { readonly [K in keyof S]: ValueTypeOf[S[K]['kind']] };

/** JSON cells per kind of column. Ids and categories may be sent as numbers; times are ISO 8601 texts. */
interface CellOf<W extends string> {
  readonly id: string | number;
  readonly int: number;
  readonly number: number;
  readonly bool: boolean | W;
  readonly category: string | number;
  readonly text: string;
  readonly timestamp: string;
  readonly date: string;
}

type Cell<C> = C extends Column<infer K, infer N, boolean, infer W> ? CellOf<W>[K] | (true extends N ? null : never) : never;
type OptionalNames<S extends Schema> = { [K in keyof S]: S[K] extends Column<ColumnKind, boolean, false> ? never : K }[keyof S];
type Flat<R> = { [K in keyof R]: R[K] };

/**
 * A row as a client sends it over JSON: nullable columns may be null, optional ones absent.
 *
 * ```ts
 * const schema = { n: t.int(), s: t.text().nullable().optional() };
 * const row: RowOf<typeof schema> = { n: 1 };
 * ```
 */
export type RowOf<S extends Schema> = Flat<
  { readonly [K in Exclude<keyof S, OptionalNames<S>>]: Cell<S[K]> } & { readonly [K in OptionalNames<S>]?: Cell<S[K]> }
>;

/** The expression type of every column, by name. */
export function valueTypesOf<S extends Schema>(schema: S): ValueTypesOf<S> {
  return Object.fromEntries(Object.entries(schema).map(([name, column]) => [name, column.valueType])) as ValueTypesOf<S>;
}
