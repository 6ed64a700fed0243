import type { ColumnKind } from '../column-spec.js';
import { isOneOf, text } from '../engine/sql.js';

/** Blanks beyond ASCII: the no-break space and the byte-order mark, which is no text wherever it stands. */
export const WIDE_BLANKS = ['\u00a0', '\ufeff'] as const;

/** Characters cut from both ends of a cell: space, tab, line ends, vertical tab, form feed and {@link WIDE_BLANKS}. */
export const BLANKS = ` \t\n\r\v\f${WIDE_BLANKS.join('')}`;

const EDGES = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'g');

/** Cells that mean "nothing is known" in columns of numbers, bools and times. */
export const NULL_TOKENS = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None', 'none', '?', '.', '-'] as const;

/** A cell without the blanks around it. */
export const trimmed = (cell: string): string => cell.replace(EDGES, '');

/** The same in SQL. */
export const trimmedSql = (x: string): string => `trim(${x}, ${text(BLANKS)})`;

/** Texts that are empty cells of a kind of column: in text-like columns only the empty text and what the source names. */
export function nullTexts(kind: ColumnKind, named: readonly string[]): readonly string[] {
  const textLike = kind === 'id' || kind === 'category' || kind === 'text';
  return [...new Set([...(textLike ? [''] : NULL_TOKENS), ...named.map(trimmed)])];
}

/** Whether a trimmed cell is empty, in SQL; true for NULL. */
export const isEmptySql = (trimmedX: string, nulls: readonly string[]): string => `(${trimmedX} IS NULL OR ${isOneOf(trimmedX, nulls)})`;
