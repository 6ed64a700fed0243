import type { DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';
import type { Block } from './engine.js';

/** What the typed vectors of the engine hold besides their published interface. */
interface OpenVector {
  readonly items?: ArrayLike<number> | ArrayLike<bigint>;
  readonly dataView?: DataView;
  readonly validity?: { readonly data: BigUint64Array | null; readonly offset: number };
}

type Kind = 'number' | 'text' | 'bool';
type Values = Float64Array | Uint8Array | (string | null)[];

const NUMBERS = ['DOUBLE', 'FLOAT', 'INTEGER', 'SMALLINT', 'TINYINT', 'UINTEGER', 'USMALLINT', 'UTINYINT', 'BIGINT', 'UBIGINT', 'HUGEINT'];
const TIMES = new Map([
  ['TIMESTAMP', { perMs: 1000n, factor: 1 }],
  ['TIMESTAMP WITH TIME ZONE', { perMs: 1000n, factor: 1 }],
  ['DATE', { perMs: 1n, factor: 86_400_000 }],
]);

/** How a column type of the engine reads as a typed column. */
export function kindOf(type: string): Kind {
  if (NUMBERS.includes(type) || TIMES.has(type)) return 'number';
  if (type === 'BOOLEAN') return 'bool';
  if (type === 'VARCHAR' || type === 'JSON') return 'text';
  throw new TypeError(`a result column is ${type}; cast it to DOUBLE, BOOLEAN, VARCHAR or TIMESTAMP`);
}

/** Room for `rows` values of a kind. */
export function roomFor(kind: Kind, rows: number): Values {
  return kind === 'number' ? new Float64Array(rows) : kind === 'bool' ? new Uint8Array(rows) : Array.from<string | null>({ length: rows });
}

/** Writes one column of a chunk into `out` from row `at` on. */
export function readColumn(chunk: DuckDBDataChunk, column: number, type: string, out: Values, at: number): void {
  const vector = chunk.getColumnVector(column);
  const rows = chunk.rowCount;
  if (out instanceof Float64Array) readNumbers(vector, type, rows, out, at);
  else if (out instanceof Uint8Array) readBools(vector, rows, out, at);
  else for (let i = 0; i < rows; i++) out[at + i] = vector.getItem(i) as string | null;
}

function readNumbers(vector: DuckDBVector, type: string, rows: number, out: Float64Array, at: number): void {
  const { items } = vector as OpenVector;
  const time = TIMES.get(type);
  if (items instanceof Float64Array && items.length >= rows) out.set(items.length === rows ? items : items.subarray(0, rows), at);
  else if (items instanceof BigInt64Array) readLong(items, time?.perMs ?? 1n, rows, out, at);
  else if (items && typeof items[0] === 'number') for (let i = 0; i < rows; i++) out[at + i] = (items[i] as number) * (time?.factor ?? 1);
  else return readSlowly(vector, rows, out, at);
  if (!clearNulls(vector, rows, out, at, Number.NaN)) readSlowly(vector, rows, out, at);
}

/** Whole milliseconds, rounded down, of microseconds; other 64-bit numbers as they are. */
function readLong(items: BigInt64Array, perMs: bigint, rows: number, out: Float64Array, at: number): void {
  for (let i = 0; i < rows; i++) out[at + i] = perMs === 1n ? Number(items[i]) : Math.floor(Number(items[i]) / Number(perMs));
}

function readBools(vector: DuckDBVector, rows: number, out: Uint8Array, at: number): void {
  const { dataView } = vector as OpenVector;
  if (dataView && dataView.byteLength >= rows) out.set(new Uint8Array(dataView.buffer, dataView.byteOffset, rows), at);
  else return readSlowly(vector, rows, out, at);
  if (!clearNulls(vector, rows, out, at, 255)) readSlowly(vector, rows, out, at);
}

/** Overwrites the garbage that null cells hold. `false` when the vector does not show which cells are null. */
function clearNulls(vector: DuckDBVector, rows: number, out: Float64Array | Uint8Array, at: number, missing: number): boolean {
  const { validity } = vector as OpenVector;
  if (!validity || validity.offset !== 0 || validity.data === undefined) return false;
  if (validity.data === null) return true;
  const bits = new Uint8Array(validity.data.buffer, validity.data.byteOffset, validity.data.byteLength);
  for (let i = 0; i < rows; i++) {
    if ((i & 7) === 0 && bits[i >> 3] === 255) i += 7;
    else if ((bits[i >> 3] & (1 << (i & 7))) === 0) out[at + i] = missing;
  }
  return true;
}

/** The published way: boxed values, one by one. */
export function readSlowly(vector: DuckDBVector, rows: number, out: Float64Array | Uint8Array, at: number): void {
  for (let i = 0; i < rows; i++) {
    const value: unknown = vector.getItem(i);
    out[at + i] = value === null ? (out instanceof Float64Array ? Number.NaN : 255) : plainNumber(value);
  }
}

function plainNumber(value: unknown): number {
  if (typeof value === 'object' && value !== null) {
    if ('micros' in value) return Math.floor(Number(value.micros) / 1000);
    if ('days' in value) return Number(value.days) * 86_400_000;
  }
  return Number(value);
}

function wrong(name: string, due: string): never {
  throw new TypeError(`the result column "${name}" is no ${due}`);
}

/** A block over typed columns. */
export function blockOf(rows: number, names: readonly string[], values: readonly Values[]): Block {
  const find = (name: string): Values => {
    const at = names.indexOf(name);
    if (at < 0) throw new TypeError(`the result has no column "${name}"; it has ${names.join(', ')}`);
    return values[at];
  };
  return Object.freeze({
    rows,
    names,
    number: (name: string) => {
      const found = find(name);
      if (found instanceof Float64Array) return found;
      return found instanceof Uint8Array ? Float64Array.from(found, (b) => (b === 255 ? Number.NaN : b)) : wrong(name, 'number');
    },
    text: (name: string) => {
      const found = find(name);
      return Array.isArray(found) ? found : wrong(name, 'text');
    },
    bool: (name: string) => {
      const found = find(name);
      return found instanceof Uint8Array ? found : wrong(name, 'bool');
    },
  });
}
