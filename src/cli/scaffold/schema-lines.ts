import type { SniffedColumn } from '../../data/index.js';
import { keyLiteral, textLiteral } from './literal.js';

/** One line per column: `tenure: t.int(),`. */
export const schemaLines = (columns: readonly SniffedColumn[]): string[] =>
  columns.map((column) => `${keyLiteral(column.name)}: ${typeCall(column)},`);

function typeCall(column: SniffedColumn): string {
  return `t.${column.kind}(${typeOptions(column)})${column.nullable ? '.nullable()' : ''}`;
}

function typeOptions({ kind, unit, format, trueText, falseText, role, bands }: SniffedColumn): string {
  const spelt = kind === 'bool' && trueText !== undefined && falseText !== undefined && !(trueText === 'true' && falseText === 'false');
  const options = [
    ...(spelt ? [`true: ${textLiteral(trueText)}, false: ${textLiteral(falseText)}`] : []),
    ...(unit === undefined ? [] : [`unit: ${textLiteral(unit)}`]),
    ...(format === undefined ? [] : [`format: ${textLiteral(format)}`]),
    ...(role === 'protected' ? [`protected: ${bands ? `{ bands: [${bands.join(', ')}] }` : 'true'}`] : []),
  ];
  return options.length === 0 ? '' : `{ ${options.join(', ')} }`;
}
