import type { Engine, ResultRow } from '../engine/engine.js';
import { ident, text } from '../engine/sql.js';
import { trimmed } from '../grammar/empty.js';
import { numberGrammar } from '../grammar/number.js';
import { knownCells, oneOf, portions, type TextTable } from './cells.js';
import { dateShapesOf, type DateShape } from './dates.js';
import type { NumberStyle } from './decimals.js';
import type { ColumnFacts } from './facts.js';
import { DRESSED, NULL_AMONG_NUMBERS, NULL_WORDS } from './shapes.js';

const MOST_SAMPLE_ROWS = 1000;
const MOST_SAMPLE_CELLS = 200_000;
const FEW_DISTINCT = 5000;

/** Facts about every column of a table of texts, from two passes over its rows. Deterministic for any number of threads. */
export async function measure(engine: Engine, table: TextTable, style: NumberStyle, signal?: AbortSignal): Promise<ColumnFacts[]> {
  const options = signal ? { signal } : {};
  const sample = await firstCells(engine, table, signal);
  const facts: ColumnFacts[] = [];
  for (const columns of portions(table.names.map((_, i) => i))) {
    const firsts = await engine.rows(firstPass(table, columns, style), options);
    const shapes = columns.map((i, k) => suggestedShapes(sample[i], firsts[k]));
    const exact = await exactDistinct(
      engine,
      table,
      columns.filter((_, k) => needsExactDistinct(firsts[k])),
      signal,
    );
    const dates = await shapeCounts(
      engine,
      table,
      columns.filter((_, k) => shapes[k].length > 0),
      shapes.filter((s) => s.length > 0),
      signal,
    );
    facts.push(...columns.map((i, k) => factsOf(table.names[i], firsts[k], exact.get(i), dates.get(i) ?? [], sample[i])));
  }
  return facts;
}

async function firstCells(engine: Engine, table: TextTable, signal?: AbortSignal): Promise<(string | null)[][]> {
  const rows = Math.max(20, Math.min(MOST_SAMPLE_ROWS, Math.floor(MOST_SAMPLE_CELLS / table.names.length)));
  const columns = table.names.map((_, i) => `k${i}`).join(', ');
  const block = await engine.columns(
    `SELECT ${columns} FROM ${ident(table.relation)} ORDER BY rowid LIMIT ${rows}`,
    signal ? { signal } : {},
  );
  return table.names.map((_, i) =>
    block.text(`k${i}`).map((cell) => (cell === null || NULL_WORDS.includes(trimmed(cell)) ? null : trimmed(cell))),
  );
}

function firstPass(table: TextTable, columns: readonly number[], style: NumberStyle): string {
  const spelt = `n = trunc(n) AND NOT (${[style.decimal, 'e', 'E'].map((c) => `contains(v, '${c}')`).join(' OR ')})`;
  const zeroFirst = ['0', '-0', '+0'].map((start) => `starts_with(v, '${start}')`).join(' OR ');
  const digit = `n IS NULL AND regexp_matches(v, '[0-9]')`;
  const facts = [
    'i',
    'count(*) AS rows',
    'count(v) AS present',
    `count(*) FILTER (n IS NULL AND ${oneOf('v', NULL_AMONG_NUMBERS)}) AS usualNulls`,
    'count(n) AS numbers',
    `count(*) FILTER (${spelt}) AS ints`,
    'count(*) FILTER (n = trunc(n)) AS whole',
    `count(*) FILTER ((${zeroFirst}) AND length(v) > 1 AND v <> '-0' AND v <> '+0' AND ${spelt}) AS leadingZeros`,
    `count(*) FILTER (abs(n) > 9007199254740991 AND ${spelt}) AS wide`,
    'min(n) AS least',
    'max(n) AS greatest',
    'min(v) AS firstText',
    'max(v) AS lastText',
    'min(length(v)) AS shortest',
    'max(length(v)) AS longest',
    'sum(length(v)) AS letters',
    `sum(length(v) - length(replace(v, ' ', ''))) AS blanks`,
    `count(*) FILTER (${digit}) AS digits`,
    `count(*) FILTER (${digit} AND regexp_matches(v, '[A-Za-z]')) AS codes`,
    `count(*) FILTER (${digit} AND regexp_full_match(v, ${text(DRESSED)})) AS dressed`,
    'approx_count_distinct(v) AS roughly',
  ];
  return `SELECT ${facts.join(', ')} FROM (SELECT i, v, ${numberOf('v', style)} AS n FROM (${knownCells(table, columns)})) GROUP BY i ORDER BY i`;
}

/** A trimmed text as a number, else null. The engine's cast is quick; what it knows beyond the grammar is taken out. */
function numberOf(v: string, style: NumberStyle): string {
  if (style.decimal === ',' || style.thousands !== undefined) return numberGrammar(style).value(v);
  const number = `TRY_CAST(${v} AS DOUBLE)`;
  return `CASE WHEN isfinite(${number}) AND NOT contains(${v}, '_') AND NOT starts_with(${v}, '+-') THEN ${number} END`;
}

/** Only where it decides something: few values, nearly one per row, or words. */
function needsExactDistinct(first: ResultRow): boolean {
  const [present, roughly, numbers] = [Number(first['present']), Number(first['roughly']), Number(first['numbers'])];
  return present > 0 && (roughly <= FEW_DISTINCT || roughly >= present * 0.8 || numbers < present * 0.9);
}

async function exactDistinct(
  engine: Engine,
  table: TextTable,
  columns: readonly number[],
  signal?: AbortSignal,
): Promise<Map<number, number>> {
  if (columns.length === 0) return new Map();
  const counts = await engine.rows(
    `SELECT i, count(DISTINCT v) AS n FROM (${knownCells(table, columns)}) GROUP BY i`,
    signal ? { signal } : {},
  );
  return new Map(counts.map((row) => [Number(row['i']), Number(row['n'])]));
}

type ShapeCounts = ColumnFacts['dates'];

async function shapeCounts(
  engine: Engine,
  table: TextTable,
  columns: readonly number[],
  shapes: readonly (readonly DateShape[])[],
  signal?: AbortSignal,
): Promise<Map<number, ShapeCounts>> {
  if (columns.length === 0) return new Map();
  const all = [...new Set(shapes.flat())];
  const counts = all.map((shape, j) => `count(*) FILTER (regexp_full_match(v, ${text(shape.pattern)})) AS s${j}`).join(', ');
  const rows = await engine.rows(`SELECT i, ${counts} FROM (${knownCells(table, columns)}) GROUP BY i`, signal ? { signal } : {});
  const countsOf = (i: number): ResultRow => rows.find((row) => Number(row['i']) === i)!;
  return new Map(columns.map((i, k) => [i, shapes[k].map((shape) => ({ shape, cells: Number(countsOf(i)[`s${all.indexOf(shape)}`]) }))]));
}

function suggestedShapes(sample: readonly (string | null)[], first: ResultRow): DateShape[] {
  const cells = [...sample, first['firstText'], first['lastText']].filter((c) => typeof c === 'string');
  const counts = new Map<DateShape, number>();
  for (const cell of cells) for (const shape of dateShapesOf(cell)) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return [...counts].filter(([, n]) => n * 2 >= cells.length - 2).map(([shape]) => shape);
}

function factsOf(
  name: string,
  first: ResultRow,
  exact: number | undefined,
  dates: ShapeCounts,
  sample: readonly (string | null)[],
): ColumnFacts {
  const count = (key: string): number => Number(first[key] ?? 0);
  const known = <T>(key: string): T | undefined => (first[key] ?? undefined) as T | undefined;
  const present = count('present');
  return {
    name,
    rows: count('rows'),
    present,
    usualNulls: count('usualNulls'),
    numbers: count('numbers'),
    ints: count('ints'),
    whole: count('whole'),
    leadingZeros: count('leadingZeros'),
    wide: count('wide'),
    least: known<number>('least'),
    greatest: known<number>('greatest'),
    firstText: known<string>('firstText'),
    lastText: known<string>('lastText'),
    shortest: count('shortest'),
    longest: count('longest'),
    meanLength: present > 0 ? count('letters') / present : 0,
    meanBlanks: present > 0 ? count('blanks') / present : 0,
    codes: count('codes'),
    dressed: count('dressed'),
    withDigit: count('digits') + count('numbers'),
    distinct: exact ?? count('roughly'),
    dates,
    rising: rises(sample),
  };
}

function rises(cells: readonly (string | null)[]): boolean {
  const numbers = cells.map((c) => (c === null ? NaN : Number(c)));
  return numbers.length > 1 && numbers.every((n, i) => i === 0 || n > numbers[i - 1]);
}
