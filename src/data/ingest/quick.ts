import type { Engine, QueryOptions, ResultRow } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import { isTrimmedSql } from '../grammar/empty.js';
import type { CellSql } from './cell.js';

/** What the quick way left open, per column. */
export interface Doubts {
  /** Empty cells of columns that are not nullable, by column. */
  readonly empty: ReadonlyMap<string, number>;
  /** Whole-number columns with other numbers, or ones too large for a double, by column. */
  readonly whole: ReadonlyMap<string, number>;
  /** Some number is not finite, or some text has blanks at its edges. */
  readonly odd: boolean;
}

const COLUMNS_PER_QUERY = 400;

/** Beyond it a double cannot tell whole numbers apart. */
export const TOO_LARGE = '9007199254740992e0';

/** Writes the table in one pass. `false` when a cell needs the careful way; other failures are thrown. */
export async function quickTable(
  engine: Engine,
  table: string,
  cells: readonly CellSql[],
  from: string,
  options: QueryOptions,
): Promise<boolean> {
  if (cells.some((cell) => cell.quick === undefined)) return false;
  const select = cells.map((cell) => `${cell.quick} AS ${ident(cell.name)}`).join(', ');
  try {
    await engine.run(`CREATE TABLE ${ident(table)} AS SELECT ${select} FROM ${from}`, options);
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'MW_DATA_ENGINE') return false;
    throw error;
  }
}

/**
 * Looks for what the quick way lets through: one scan of the columns concerned, and another of those where something is.
 * Texts are looked at only where they may have rare blanks.
 */
export async function doubtsOf(
  engine: Engine,
  table: string,
  cells: readonly CellSql[],
  rareBlanks: boolean,
  options: QueryOptions,
): Promise<Doubts> {
  const asked = cells.filter((c) => c.match.from).flatMap((cell) => questionsOf(cell, rareBlanks));
  const byColumn = [...Map.groupBy(asked, (q) => q.column).values()];
  const some = await counts(
    engine,
    table,
    byColumn.map((of) => of.map((q) => q.sql).join(' OR ')),
    options,
  );
  const open = byColumn.filter((_, i) => some[i] > 0).flat();
  const found = await counts(
    engine,
    table,
    open.map((q) => q.sql),
    options,
  );
  const of = (kind: Question['kind']): Map<string, number> =>
    new Map(open.flatMap((q, i) => (q.kind === kind && found[i] > 0 ? [[q.column, found[i]] as const] : [])));
  return { empty: of('empty'), whole: of('whole'), odd: of('odd').size > 0 };
}

async function counts(engine: Engine, table: string, tests: readonly string[], options: QueryOptions): Promise<readonly number[]> {
  const answers: number[] = [];
  for (let i = 0; i < tests.length; i += COLUMNS_PER_QUERY) {
    const list = tests.slice(i, i + COLUMNS_PER_QUERY).map((test, k) => `count(*) FILTER (WHERE ${test}) AS q${k}`);
    const [answer]: readonly ResultRow[] = await engine.rows(`SELECT ${list.join(', ')} FROM ${ident(table)}`, options);
    answers.push(...list.map((_, k) => Number(answer[`q${k}`])));
  }
  return answers;
}

interface Question {
  readonly column: string;
  readonly kind: 'empty' | 'whole' | 'odd';
  readonly sql: string;
}

function questionsOf(cell: CellSql, rareBlanks: boolean): readonly Question[] {
  const [column, x, { spec }] = [cell.name, ident(cell.name), cell.match.column];
  const empty = spec.nullable ? [] : [{ column, kind: 'empty' as const, sql: `${x} IS NULL` }];
  const infinite = cell.grammar.sqlType === 'DOUBLE' ? [{ column, kind: 'odd' as const, sql: `NOT isfinite(${x})` }] : [];
  const blank = rareBlanks && cell.grammar.sqlType === 'VARCHAR' ? [{ column, kind: 'odd' as const, sql: `NOT (${isTrimmedSql(x)})` }] : [];
  const whole = spec.kind === 'int' ? [{ column, kind: 'whole' as const, sql: `${x} <> trunc(${x}) OR abs(${x}) >= ${TOO_LARGE}` }] : [];
  return [...empty, ...infinite, ...blank, ...whole];
}
