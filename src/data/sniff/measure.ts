import type { Engine, ResultRow } from '../engine/engine.js';
import { ident, isOneOf, text } from '../engine/sql.js';
import { trimmed } from '../grammar/empty.js';
import { knownCells, portions, type TextTable } from './cells.js';
import { dateShapesOf, type DateShape } from './dates.js';
import type { NumberStyle } from './decimals.js';
import type { ColumnFacts } from './facts.js';
import { firstPass, numberOf } from './first-pass.js';
import { DRESSED, NULL_AMONG_NUMBERS, NULL_WORDS } from './shapes.js';

const MOST_SAMPLE_ROWS = 1000;
const MOST_SAMPLE_CELLS = 200_000;
const FEW_DISTINCT = 5000;
/** Spelt as a number, and too large for one where it is none: `1e999`. */
const HUGE = '[+-]?[0-9]+[.,]?[0-9]*[eE][+]?[0-9]{3,}';

type Rows = (sql: string) => Promise<readonly ResultRow[]>;
type Cells = readonly (string | null)[];

/**
 * Facts about every column of a table of texts: one pass over all cells, and passes over those columns that leave a question open.
 * Nothing for a table without rows. The same for any number of threads.
 */
export async function measure(engine: Engine, table: TextTable, style: NumberStyle, signal?: AbortSignal): Promise<ColumnFacts[]> {
  const rows: Rows = (sql) => engine.rows(sql, signal ? { signal } : {});
  const sample = await firstCells(engine, table, signal);
  const facts: ColumnFacts[] = [];
  for (const columns of portions(table.names.map((_, i) => i))) {
    const found = await rows(firstPass(table, columns, style));
    if (found.length === 0) return [];
    const firsts = new Map(found.map((row) => [Number(row['i']), row]));
    const shapes = new Map(columns.map((i) => [i, suggestedShapes(sample[i], firsts.get(i)!)]));
    const exact = await exactDistinct(
      rows,
      table,
      columns.filter((i) => needsExactDistinct(firsts.get(i)!)),
    );
    const words = await wordFacts(
      rows,
      table,
      columns.filter((i) => hasWords(firsts.get(i)!)),
      style,
    );
    const dates = await shapeCounts(
      rows,
      table,
      columns.filter((i) => shapes.get(i)!.length > 0),
      shapes,
    );
    facts.push(
      ...columns.map((i) =>
        factsOf(table.names[i], {
          first: firsts.get(i)!,
          exact: exact.get(i),
          words: words.get(i),
          dates: dates.get(i) ?? [],
          sample: sample[i],
        }),
      ),
    );
  }
  return facts;
}

const known = (cell: string | null): string | null => (cell === null || NULL_WORDS.includes(trimmed(cell)) ? null : trimmed(cell));

async function firstCells(engine: Engine, table: TextTable, signal?: AbortSignal): Promise<Cells[]> {
  const rows = Math.max(20, Math.min(MOST_SAMPLE_ROWS, Math.floor(MOST_SAMPLE_CELLS / table.names.length)));
  const columns = table.names.map((_, i) => `k${i}`).join(', ');
  const sql = `SELECT ${columns} FROM ${ident(table.relation)} ORDER BY rowid LIMIT ${rows}`;
  const block = await engine.columns(sql, signal ? { signal } : {});
  return table.names.map((_, i) => block.text(`k${i}`).map(known));
}

/** Only where it decides something: few values, nearly one per row, or words. */
function needsExactDistinct(first: ResultRow): boolean {
  const [present, roughly, numbers] = [Number(first['present']), Number(first['roughly']), Number(first['numbers'])];
  return present > 0 && (roughly <= FEW_DISTINCT || roughly >= present * 0.8 || numbers < present * 0.9);
}

const hasWords = (first: ResultRow): boolean => Number(first['numbers']) < Number(first['present']);

async function exactDistinct(rows: Rows, table: TextTable, columns: readonly number[]): Promise<Map<number, number>> {
  if (columns.length === 0) return new Map();
  const counts = await rows(`SELECT i, count(DISTINCT v) AS n FROM (${knownCells(table, columns)}) GROUP BY i`);
  return new Map(counts.map((row) => [Number(row['i']), Number(row['n'])]));
}

/** What is asked of cells that are no numbers. */
async function wordFacts(rows: Rows, table: TextTable, columns: readonly number[], style: NumberStyle): Promise<Map<number, ResultRow>> {
  if (columns.length === 0) return new Map();
  const digit = `regexp_matches(v, '[0-9]')`;
  const facts = [
    `count(*) FILTER (${isOneOf('v', NULL_AMONG_NUMBERS)}) AS usualNulls`,
    `sum(length(v) - length(replace(v, ' ', ''))) AS blanks`,
    `count(*) FILTER (${digit}) AS digits`,
    `count(*) FILTER (${digit} AND regexp_matches(v, '[A-Za-z]') AND NOT regexp_full_match(v, ${text(HUGE)})) AS codes`,
    `count(*) FILTER (${digit} AND regexp_full_match(v, ${text(DRESSED)})) AS dressed`,
  ];
  const words = `SELECT i, v FROM (${knownCells(table, columns)}) WHERE v IS NOT NULL AND ${numberOf('v', style)} IS NULL`;
  const found = await rows(`SELECT i, ${facts.join(', ')} FROM (${words}) GROUP BY i`);
  return new Map(found.map((row) => [Number(row['i']), row]));
}

type ShapeCounts = ColumnFacts['dates'];

async function shapeCounts(
  rows: Rows,
  table: TextTable,
  columns: readonly number[],
  shapes: ReadonlyMap<number, readonly DateShape[]>,
): Promise<Map<number, ShapeCounts>> {
  if (columns.length === 0) return new Map();
  const all = [...new Set(columns.flatMap((i) => shapes.get(i)!))];
  const counts = all.map((shape, j) => `count(*) FILTER (regexp_full_match(v, ${text(shape.pattern)})) AS s${j}`).join(', ');
  const found = await rows(`SELECT i, ${counts} FROM (${knownCells(table, columns)}) GROUP BY i`);
  return new Map(
    found.map((row) => {
      const i = Number(row['i']);
      return [i, shapes.get(i)!.map((shape) => ({ shape, cells: Number(row[`s${all.indexOf(shape)}`]) }))];
    }),
  );
}

function suggestedShapes(sample: Cells, first: ResultRow): DateShape[] {
  const cells = [...sample, first['firstText'], first['lastText']].filter((c) => typeof c === 'string');
  const counts = new Map<DateShape, number>();
  for (const cell of cells) for (const shape of dateShapesOf(cell)) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return [...counts].filter(([, n]) => n * 2 >= cells.length - 2).map(([shape]) => shape);
}

interface Found {
  readonly first: ResultRow;
  readonly exact: number | undefined;
  readonly words: ResultRow | undefined;
  readonly dates: ShapeCounts;
  readonly sample: Cells;
}

function factsOf(name: string, { first, exact, words, dates, sample }: Found): ColumnFacts {
  const count = (key: string): number => Number(first[key] ?? 0);
  const ofWords = (key: string): number => Number(words?.[key] ?? 0);
  const known = <T>(key: string): T | undefined => (first[key] ?? undefined) as T | undefined;
  const present = count('present');
  return {
    name,
    rows: count('rows'),
    present,
    usualNulls: ofWords('usualNulls'),
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
    meanBlanks: present > 0 ? ofWords('blanks') / present : 0,
    codes: ofWords('codes'),
    dressed: ofWords('dressed'),
    withDigit: ofWords('digits') + count('numbers'),
    distinct: exact ?? count('roughly'),
    dates,
    rising: rises(sample),
  };
}

function rises(cells: Cells): boolean {
  const numbers = cells.map((c) => (c === null ? NaN : Number(c)));
  return numbers.length > 1 && numbers.every((n, i) => i === 0 || n > numbers[i - 1]);
}
