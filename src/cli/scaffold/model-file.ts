import type { Sniffed } from '../../data/index.js';
import { featureLines } from './feature-lines.js';
import { keyLiteral, textLiteral } from './literal.js';
import { schemaLines } from './schema-lines.js';

/** The program of a new project: its data with their types, its target, one feature per column. */
export function modelFile(sniffed: Sniffed, options: { readonly name: string; readonly dataPath: string }): string {
  const features = featureLines(sniffed.columns);
  const reader = sniffed.format === 'parquet' ? 'parquet' : sniffed.format === 'csv' ? 'csv' : 'json';
  const learns = features.some((line) => line.includes('learn.'));
  return [
    `import { ${[reader, ...(learns ? ['learn'] : []), 'model', 't'].join(', ')} } from 'millwright';`,
    '',
    `const rows = ${reader}(${textLiteral(options.dataPath)}, {`,
    ...schemaLines(sniffed.columns).map(indented(1)),
    `}${readOptions(sniffed)});`,
    '',
    'export default model(',
    `  ${textLiteral(options.name)},`,
    `  rows.target(${targetArguments(sniffed)}).features((c) => ({`,
    ...features.map(indented(2)),
    '  })),',
    ');',
    '',
  ].join('\n');
}

const indented =
  (depth: number) =>
  (line: string): string =>
    `${'  '.repeat(depth)}${line}`;

/** Only what is not the default: a comma, quotes, a header, UTF-8, a decimal point. */
function readOptions({ format, csv }: Sniffed): string {
  const given: [string, string][] = [];
  if (format === 'json' || format === 'jsonl') given.push(['layout', textLiteral(format === 'json' ? 'array' : 'lines')]);
  if (csv) {
    if (csv.delimiter !== ',') given.push(['delimiter', textLiteral(csv.delimiter)]);
    if (csv.quote !== '"') given.push(['quote', textLiteral(csv.quote)]);
    if (!csv.header) given.push(['header', 'false']);
    if (csv.encoding !== 'utf-8') given.push(['encoding', textLiteral(csv.encoding)]);
    if (csv.decimal !== '.') given.push(['decimal', textLiteral(csv.decimal)]);
    if (csv.thousands !== undefined) given.push(['thousands', textLiteral(csv.thousands)]);
    if (csv.nulls.length > 0) given.push(['nulls', `[${csv.nulls.map(textLiteral).join(', ')}]`]);
  }
  return given.length === 0 ? '' : `, ${objectLiteral(given)}`;
}

function targetArguments(sniffed: Sniffed): string {
  const given = (['time', 'group', 'weight'] as const).flatMap((role) => {
    const column = sniffed.columns.find((c) => c.role === role);
    return column ? [[role, textLiteral(column.name)] as [string, string]] : [];
  });
  const target = textLiteral(sniffed.target!);
  return given.length === 0 ? target : `${target}, ${objectLiteral(given)}`;
}

const objectLiteral = (entries: readonly (readonly [string, string])[]): string =>
  `{ ${entries.map(([name, value]) => `${keyLiteral(name)}: ${value}`).join(', ')} }`;
