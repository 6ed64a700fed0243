import { mwError } from '../../core/index.js';
import type { LiteralNode, ValueType } from '../node.js';
import { maxTimeMs } from '../value.js';
import type { Dialect } from './dialect.js';

const types: Readonly<Record<ValueType, string>> = {
  number: 'DOUBLE',
  time: 'DOUBLE',
  bool: 'BOOLEAN',
  text: 'VARCHAR',
  numbers: 'DOUBLE[]',
  texts: 'VARCHAR[]',
};

/** DuckDB 1.5. Times are TIMESTAMP (UTC) or DATE in tables, and milliseconds as DOUBLE within expressions. */
export const duckdb: Dialect = Object.freeze({
  name: 'duckdb',
  ident,
  literal,
  items,
  load,
  finite: (sql) => `CASE WHEN isfinite(${sql}) THEN (${sql}) + 0e0 END`,
  time: (sql) => `CASE WHEN abs(${sql}) <= ${number(maxTimeMs)} THEN (${sql}) + 0e0 END`,
} satisfies Dialect);

/**
 * DuckDB over tables whose numbers are known to be finite DOUBLEs without -0, such as every table that the data layer loads:
 * numbers are read as they lie there, in half the time.
 */
export const duckdbClean: Dialect = Object.freeze({
  ...duckdb,
  load: (column, type) => (type === 'number' ? column : load(column, type)),
} satisfies Dialect);

/** The parser reads text up to the first NUL, so a NUL would cut the statement. */
function ident(name: string): string {
  if (name === '') throw mwError('MW_EXPR_NAME', { name, reason: 'it is empty' });
  if (name.includes('\0')) throw mwError('MW_EXPR_NAME', { name, reason: 'it holds a NUL character' });
  if (!name.isWellFormed()) throw mwError('MW_EXPR_NAME', { name, reason: 'it is not well-formed Unicode' });
  return `"${name.replaceAll('"', '""')}"`;
}

function items({ value }: LiteralNode): string {
  return (value as readonly (number | string)[]).map((item) => (typeof item === 'number' ? number(item) : text(item))).join(', ');
}

function literal(node: LiteralNode): string {
  const { type, value } = node;
  if (value === null) return `CAST(NULL AS ${types[type]})`;
  if (typeof value === 'object') return `CAST([${items(node)}] AS ${types[type]})`;
  if (typeof value === 'string') return text(value);
  return typeof value === 'number' ? number(value) : value ? 'TRUE' : 'FALSE';
}

function text(value: string): string {
  if (value.includes('\0') || !value.isWellFormed())
    throw mwError('MW_EXPR_LITERAL', { due: 'well-formed text without NUL', got: JSON.stringify(value) });
  return `'${value.replaceAll("'", "''")}'`;
}

/** With an exponent, because DuckDB takes `1.5` for a DECIMAL. Brackets keep a sign apart from what stands before it. */
function number(value: number): string {
  if (!Number.isFinite(value)) throw mwError('MW_EXPR_LITERAL', { due: 'a finite number', got: String(value) });
  const digits = String(value);
  const exponent = digits.includes('e') ? digits.replace('e+', 'e') : `${digits}e0`;
  return value < 0 ? `(${exponent})` : exponent;
}

function load(column: string, type: ValueType): string {
  if (type === 'number') return duckdb.finite(`CAST(${column} AS DOUBLE)`);
  // date_trunc goes downwards; epoch_ms alone cuts microseconds towards zero, which differs before 1970.
  if (type === 'time') return duckdb.time(`CAST(epoch_ms(date_trunc('milliseconds', TRY_CAST(${column} AS TIMESTAMP))) AS DOUBLE)`);
  return `CAST(${column} AS ${types[type]})`;
}
