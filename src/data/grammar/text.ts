import type { ColumnKind } from '../column-spec.js';
import { isOneOf, text } from '../engine/sql.js';
import type { TextOptions } from '../sources/source.js';
import { BLANKS, isPlainSql, nullTexts } from './empty.js';
import type { Grammar } from './grammar.js';

/** Ids, categories and free text: any text, without the blanks around it. */
export function textGrammar(kind: ColumnKind, options: TextOptions): Grammar {
  const nulls = nullTexts(kind, options.nulls ?? []);
  return {
    sqlType: 'VARCHAR',
    nulls,
    value: (x) => x,
    quick: (x) => quickText(x, nulls),
    read: (cell) => cell.toWellFormed(),
    fault: { rule: 'text', reason: 'is not text' },
  };
}

function quickText(x: string, nulls: readonly string[]): string {
  const named = nulls.filter((n) => n !== '');
  const other = named.length === 0 ? '' : ` AND NOT ${isOneOf(x, named)}`;
  const trim = `trim(${x}, ${text(BLANKS)})`;
  return `CASE WHEN ${x} IS NULL THEN NULL WHEN ${isPlainSql(x)}${other} THEN ${x} WHEN NOT ${isOneOf(trim, nulls)} THEN ${trim} END`;
}
