import type { ColumnKind } from '../column-spec.js';
import { isOneOf, text } from '../engine/sql.js';

/** Blanks beyond ASCII: the no-break space and the byte-order mark, which is no text wherever it stands. */
const WIDE_BLANKS = ['\u00a0', '\ufeff'] as const;

/** Characters cut from both ends of a cell: space, tab, line ends, vertical tab, form feed, no-break space and byte-order mark. */
export const BLANKS = ` \t\n\r\v\f${WIDE_BLANKS.join('')}`;

const EDGES = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'g');

/** Cells that mean "nothing is known" in columns of numbers, bools and times. */
export const NULL_TOKENS = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None', 'none', '?', '.', '-'] as const;

/** A cell without the blanks around it. */
export const trimmed = (cell: string): string => cell.replace(EDGES, '');

/** Whether a cell without rare blanks at its edges has no blank there at all, in SQL; false for an empty cell. A fifth of {@link isTrimmedSql}. */
export const isPlainSql = (x: string): string => `${x} >= '!' AND NOT suffix(${x}, ' ')`;

/** Whether a cell has no blank at its edges, in SQL; false for an empty cell. Cheap: a leading ASCII blank sorts before `!`. */
export const isTrimmedSql = (x: string): string =>
  [
    `${x} >= '!'`,
    ...[...BLANKS].map((b) => `NOT suffix(${x}, ${text(b)})`),
    ...WIDE_BLANKS.map((b) => `NOT prefix(${x}, ${text(b)})`),
  ].join(' AND ');

/** The trimmed cell in SQL. Most cells are trimmed already, and `trim` with a list of characters is slow. */
export const trimmedSql = (x: string): string => `CASE WHEN ${isTrimmedSql(x)} THEN ${x} ELSE trim(${x}, ${text(BLANKS)}) END`;

/** Texts that are empty cells of a kind of column: in text-like columns only the empty text and what the source names. */
export function nullTexts(kind: ColumnKind, named: readonly string[]): readonly string[] {
  const textLike = kind === 'id' || kind === 'category' || kind === 'text';
  return [...new Set([...(textLike ? [''] : NULL_TOKENS), ...named.map(trimmed)])];
}

/** Whether a trimmed cell is empty, in SQL; true for NULL. */
export const isEmptySql = (trimmedX: string, nulls: readonly string[]): string => `(${trimmedX} IS NULL OR ${isOneOf(trimmedX, nulls)})`;
