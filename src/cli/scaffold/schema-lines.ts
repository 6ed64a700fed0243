import type { SniffedColumn } from '../../data/index.js';
import { keyLiteral, textLiteral } from './literal.js';

/** One line per column: `tenure: t.int(),`. */
export const schemaLines = (columns: readonly SniffedColumn[]): string[] =>
  columns.map((column) => `${keyLiteral(column.name)}: ${typeCall(column)},`);

function typeCall(column: SniffedColumn): string {
  return `t.${column.kind}(${typeOptions(column)})${column.nullable ? '.nullable()' : ''}`;
}

function typeOptions({ kind, unit, format, trueText, falseText }: SniffedColumn): string {
  if (kind === 'bool' && trueText !== undefined && falseText !== undefined) {
    return trueText === 'true' && falseText === 'false' ? '' : `{ true: ${textLiteral(trueText)}, false: ${textLiteral(falseText)} }`;
  }
  if (unit !== undefined) return `{ unit: ${textLiteral(unit)} }`;
  return format === undefined ? '' : `{ format: ${textLiteral(format)} }`;
}
