import { mwError, type Json } from '../../core/index.js';
import { schemaFromJson, schemaToJson, type Block, type Schema } from '../../data/index.js';
import type { BlockColumns } from '../../expr/index.js';
import type { ArtifactArray, ArtifactArrays } from '../artifact/index.js';
import { packTexts, unpackTexts } from './texts.js';

/** The values of one column, a cell per item: numbers and times as doubles (`NaN`: nothing), yes or no as bytes (255: nothing), all else as texts. */
export type ItemColumn =
  | { readonly kind: 'number' | 'time'; readonly values: Float64Array }
  | { readonly kind: 'bool'; readonly values: Uint8Array }
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] };

/** What is known of items, or of users: a row each, in the order of a recommender; nothing stands for those that no table names. */
export interface ItemColumns {
  /** The columns without the id. */
  readonly schema: Schema;
  readonly columns: Readonly<Record<string, ItemColumn>>;
}

/** Rows that lie in the engine under the items' own places; `-1`: the table lacks the item. */
export function itemColumnsOf(schema: Schema, block: Block, rowOf: Int32Array): ItemColumns {
  return {
    schema,
    columns: Object.fromEntries(Object.entries(schema).map(([name, { kind }]) => [name, columnIn(block, name, kind, rowOf)])),
  };
}

function columnIn(block: Block, name: string, kind: Schema[string]['kind'], rowOf: Int32Array): ItemColumn {
  if (kind === 'int' || kind === 'number') return { kind: 'number', values: doubles(block.number(name), rowOf) };
  if (kind === 'timestamp' || kind === 'date') return { kind: 'time', values: doubles(block.number(name), rowOf) };
  if (kind === 'bool') {
    const values = block.bool(name);
    return { kind: 'bool', values: Uint8Array.from(rowOf, (row) => (row < 0 ? 255 : values[row])) };
  }
  const values = block.text(name);
  return { kind: 'text', values: Array.from(rowOf, (row) => (row < 0 ? null : values[row])) };
}

const doubles = (values: Float64Array, rowOf: Int32Array): Float64Array => Float64Array.from(rowOf, (row) => (row < 0 ? NaN : values[row]));

/** Some of the rows, in an order of their own. */
export const rowsOf = ({ schema, columns }: ItemColumns, places: readonly number[]): ItemColumns => ({
  schema,
  columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, cellsAt(column, places)])),
});

function cellsAt(column: ItemColumn, places: readonly number[]): ItemColumn {
  if (column.kind === 'text') return { kind: 'text', values: places.map((place) => column.values[place]) };
  if (column.kind === 'bool') return { kind: 'bool', values: Uint8Array.from(places, (place) => column.values[place]) };
  return { kind: column.kind, values: Float64Array.from(places, (place) => column.values[place]) };
}

/** The cells of all items by column, as expressions read them. */
export const blockOf = ({ columns }: ItemColumns): BlockColumns =>
  Object.fromEntries(Object.entries(columns).map(([name, { values }]) => [name, values]));

/** One cell; null where nothing is known. */
export function cellAt({ columns }: ItemColumns, column: string, place: number): string | number | boolean | null {
  if (!Object.hasOwn(columns, column)) return null;
  const { kind, values } = columns[column];
  const value = values[place];
  if (kind === 'bool') return value === 255 ? null : value === 1;
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}

const [NOTHING, SOMETHING] = ['0', '1'];

/** Whose table it is: its arrays go by it. */
export type TableOf = 'item' | 'user';

/** The table as arrays of an artifact. Texts have a letter before them that tells nothing from an empty text. */
export function itemArrays({ columns }: ItemColumns, of: TableOf = 'item'): ArtifactArrays {
  const arrays: Record<string, ArtifactArray> = {};
  Object.values(columns).forEach((column, c) => {
    if (column.kind !== 'text') arrays[`${of} column ${c}`] = column.values;
    else {
      const { bytes, end } = packTexts(column.values.map((text) => (text === null ? NOTHING : SOMETHING + text)));
      arrays[`${of} column ${c}`] = bytes;
      arrays[`${of} column ${c} end`] = end;
    }
  });
  return arrays;
}

/** The schema of the table as JSON, for the artifact's content. */
export const itemSchemaJson = ({ schema }: ItemColumns): Json => schemaToJson(schema) as unknown as Json;

/** The table again, every array checked. */
export function itemColumnsFrom(json: Json, arrays: ArtifactArrays, items: number, of: TableOf = 'item'): ItemColumns {
  const schema = schemaFromJson(json as never);
  const columns = Object.entries(schema).map(([name, { kind }], c): [string, ItemColumn] => {
    const array = arrays[`${of} column ${c}`];
    if (kind === 'int' || kind === 'number') return [name, { kind: 'number', values: sized(array, Float64Array, items, name) }];
    if (kind === 'timestamp' || kind === 'date') return [name, { kind: 'time', values: sized(array, Float64Array, items, name) }];
    if (kind === 'bool') return [name, { kind: 'bool', values: sized(array, Uint8Array, items, name) }];
    const texts = unpackTexts(`the column "${name}"`, array, arrays[`${of} column ${c} end`]);
    if (texts.length !== items) throw damaged(name);
    return [name, { kind: 'text', values: texts.map((text) => (text.startsWith(SOMETHING) ? text.slice(1) : null)) }];
  });
  return { schema, columns: Object.fromEntries(columns) };
}

function sized<A extends ArtifactArray>(array: ArtifactArray | undefined, type: new (size: number) => A, items: number, name: string): A {
  if (!(array instanceof type) || array.length !== items) throw damaged(name);
  return array;
}

const damaged = (name: string): Error =>
  mwError('MW_MODEL_ARTIFACT', { file: 'arrays.safetensors', reason: `the items' column "${name}" is not one cell per item` });
