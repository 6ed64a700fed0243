import { mwError } from '../../core/index.js';
import { text } from '../engine/sql.js';
import { grammarOf, type Grammar } from '../grammar/grammar.js';
import type { TextOptions } from '../sources/source.js';
import type { Match } from './match.js';

/** A column of the schema in SQL over the source's relation. */
export interface CellSql {
  readonly name: string;
  readonly match: Match;
  readonly grammar: Grammar;
  /** The value in one step; absent where only the careful way knows. It may fail or give a number that is not finite. */
  readonly quick: string | undefined;
  /** The raw cell as text, for the careful way. */
  readonly raw: string;
}

const WHOLE = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;
const NUMERIC = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DOUBLE|FLOAT|DECIMAL\(.*\))$/;
const MOMENT = /^TIMESTAMP(_S|_MS|_NS)?$/;
const ZONED = 'TIMESTAMP WITH TIME ZONE';
const NO_TEXT = ['NESTED', 'BLOB', 'BIT', 'INTERVAL'];

/** The SQL of a matched column. Throws `MW_DATA_COLUMN_TYPE` when the source's type cannot become the schema's. */
export function cellSql(match: Match, options: TextOptions, label: string): CellSql {
  const { name, column, from } = match;
  const type = from?.type ?? 'VARCHAR';
  const grammar = grammarOf(type === 'VARCHAR' ? column.spec : withoutFormat(column.spec), options);
  const absent = `CAST(NULL AS ${grammar.sqlType})`;
  if (!from) return { name, match, grammar, quick: absent, raw: 'CAST(NULL AS VARCHAR)' };
  if (type === 'BLOB' || (NO_TEXT.includes(type) && column.kind !== 'text')) {
    throw mwError('MW_DATA_COLUMN_TYPE', {
      file: label,
      column: name,
      got: type === 'NESTED' ? 'lists or objects' : type.toLowerCase(),
      due: column.kind,
    });
  }
  const quick = type === 'VARCHAR' ? grammar.quick?.(from.sql) : nativeSql(grammar.sqlType, type, from.sql);
  return { name, match, grammar, quick, raw: rawText(type, from.sql, grammar.sqlType) };
}

function withoutFormat<S extends { readonly format?: string }>(spec: S): Omit<S, 'format'> & { readonly format?: never } {
  const { format: _, ...rest } = spec;
  return rest;
}

/** A typed cell of the source as the table's type, without a way over text. */
function nativeSql(to: Grammar['sqlType'], from: string, x: string): string | undefined {
  const odd = `error(${text('odd')})`;
  if (to === 'DOUBLE' && NUMERIC.test(from))
    return /DOUBLE|FLOAT/.test(from) ? `CASE WHEN NOT isnan(${x}) THEN CAST(${x} AS DOUBLE) + 0e0 END` : `CAST(${x} AS DOUBLE)`;
  if (to === 'BOOLEAN' && from === 'BOOLEAN') return x;
  if (to === 'VARCHAR' && WHOLE.test(from)) return `CAST(${x} AS VARCHAR)`;
  if (to === 'DATE' && from === 'DATE') return `CASE WHEN ${x} IS NULL OR isfinite(${x}) THEN ${x} ELSE ${odd} END`;
  const moment = from === ZONED ? `make_timestamp(epoch_us(${x}))` : `CAST(${x} AS TIMESTAMP)`;
  if (!MOMENT.test(from) && from !== ZONED && from !== 'DATE') return undefined;
  if (to === 'TIMESTAMP') return `CASE WHEN ${x} IS NULL THEN NULL WHEN isfinite(${x}) THEN ${moment} ELSE ${odd} END`;
  return undefined;
}

/** Numbers as text: whole ones without a point, so that an id that a writer stored as 1.0 is "1". */
function rawText(from: string, x: string, to: Grammar['sqlType']): string {
  if (from === 'VARCHAR') return x;
  if (from === 'FLOAT') return rawText('DOUBLE', `CAST(${x} AS DOUBLE)`, to);
  const plain = `CAST(${x} AS VARCHAR)`;
  if (to !== 'VARCHAR' || !NUMERIC.test(from) || WHOLE.test(from)) return plain;
  return `CASE WHEN ${x} = trunc(${x}) AND abs(${x}) < 9e15 THEN CAST(CAST(${x} AS BIGINT) AS VARCHAR) ELSE ${plain} END`;
}
