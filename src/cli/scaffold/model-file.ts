import { hasTarget, type AnyTask, type TargetlessTask } from '../../core/index.js';
import type { Sniffed } from '../../data/index.js';
import { featureLines } from './feature-lines.js';
import { keyLiteral, textLiteral } from './literal.js';
import { schemaLines } from './schema-lines.js';

/** The program of a new project: its data with their types, what is to be learned, one feature per column. */
export function modelFile(
  sniffed: Sniffed,
  options: { readonly name: string; readonly dataPath: string; readonly task?: AnyTask },
): string {
  const features = featureLines(sniffed.columns);
  const reader = readerOf(sniffed);
  const learns = features.some((line) => line.includes('learn.'));
  return [
    `import { ${[reader, ...(learns ? ['learn'] : []), 'model', 't'].join(', ')} } from 'millwright';`,
    '',
    ...tableLines('rows', sniffed, options.dataPath),
    '',
    ...(options.task === undefined ? [] : NOTES[options.task]),
    'export default model(',
    `  ${textLiteral(options.name)},`,
    `  rows.${problemCall(sniffed, options.task)}.features((c) => ({`,
    ...features.map(indented(2)),
    '  })),',
    ');',
    '',
  ].join('\n');
}

/** What reads a file of the format. */
export const readerOf = ({ format }: Sniffed): string => (format === 'parquet' ? 'parquet' : format === 'csv' ? 'csv' : 'json');

/** A table of a file, under a name. */
export const tableLines = (name: string, sniffed: Sniffed, dataPath: string): readonly string[] => [
  `const ${name} = ${readerOf(sniffed)}(${textLiteral(dataPath)}, {`,
  ...schemaLines(sniffed.columns).map(indented(1)),
  `}${readOptions(sniffed)});`,
];

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

/** How a table becomes a problem, by task; those with a target say what it is. */
const CALLS: Readonly<Record<Exclude<TargetlessTask, 'uplift'>, string>> = { segment: 'segments', outlier: 'outliers' };

/** What a reader of the program should know of its task. */
const NOTES: Readonly<Record<AnyTask, readonly string[]>> = {
  binary: [],
  multiclass: [],
  regression: [],
  segment: [
    '// Rows are grouped by these features alone: leave out what should not set customers apart. How many segments there are is found;',
    "// to fix it, give the model a learner: import { kmeans } from 'millwright' and add { learner: kmeans({ segments: 5 }) }.",
    "// Segments are named by what sets them apart; { segments: { names: { 'low income': 'students' } } } gives them names of your own.",
  ],
  outlier: [
    '// A row is odd when few others are like it in these features: leave out what may differ without being odd.',
    '// The prediction is a score between 0 and 1; higher is odder.',
  ],
  uplift: [
    '// Each row is of a past campaign: whether it was treated, and what became of it. The outcome must be what there should be more of.',
    '// The prediction is the uplift. To have it say whom to treat, give the model what that costs and what one more outcome is worth:',
    "// { decide: { act: 'mail', cost: 2, value: 40 } }. Did no lot decide who was treated? Then say assignment: 'columns' beside the treatment.",
  ],
};

function problemCall(sniffed: Sniffed, task: AnyTask | undefined): string {
  const roles = roleOptions(sniffed);
  if (task === 'uplift') {
    const { name } = sniffed.columns.find((c) => c.role === 'treatment')!;
    return `uplift(${textLiteral(sniffed.target!)}, ${objectLiteral([['treatment', textLiteral(name)], ...rolesOf(sniffed)])})`;
  }
  if (task !== undefined && !hasTarget(task)) return `${CALLS[task]}(${roles})`;
  return `target(${[textLiteral(sniffed.target!), ...(roles === '' ? [] : [roles])].join(', ')})`;
}

/** The columns with a role, as an object literal; nothing where there are none. */
function roleOptions(sniffed: Sniffed): string {
  const given = rolesOf(sniffed);
  return given.length === 0 ? '' : objectLiteral(given);
}

const rolesOf = (sniffed: Sniffed): readonly (readonly [string, string])[] =>
  (['time', 'group', 'weight'] as const).flatMap((role) => {
    const column = sniffed.columns.find((c) => c.role === role);
    return column ? [[role, textLiteral(column.name)] as const] : [];
  });

const objectLiteral = (entries: readonly (readonly [string, string])[]): string =>
  `{ ${entries.map(([name, value]) => `${keyLiteral(name)}: ${value}`).join(', ')} }`;
