import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import { portions } from '../sniff/cells.js';
import { classOf, typedCells, type CellsSql, type ProfiledColumn } from './cells.js';
import { numberFacts, type NumberFacts } from './numbers.js';
import { textFacts, type TextFacts } from './texts.js';
import type { ColumnProfile, NumberProfile, Profile, TimeProfile } from './types.js';

/**
 * Statistics of a loaded table's columns: the same numbers for any number of threads. Reads the table about twice per class of column.
 *
 * ```ts
 * const { columns } = await profileRelation(engine, loaded.relation, [{ name: 'tenure', spec: t.int().spec }]);
 * columns[0].numbers?.mean
 * ```
 */
export async function profileRelation(
  engine: Engine,
  relation: string,
  columns: readonly ProfiledColumn[],
  signal?: AbortSignal,
): Promise<Profile> {
  const [{ rows }] = await engine.rows(`SELECT count(*) AS rows FROM ${ident(relation)}`, signal ? { signal } : {});
  return profileCells(engine, Number(rows), columns, typedCells(relation, columns), signal);
}

/** The same of cells from anywhere. */
export async function profileCells(
  engine: Engine,
  rows: number,
  columns: readonly ProfiledColumn[],
  cells: CellsSql,
  signal?: AbortSignal,
): Promise<Profile> {
  const found = new Map<number, NumberFacts | TextFacts>();
  for (const group of groups(columns)) {
    const facts = classOf(columns[group[0]].spec) === 'text' ? textFacts : numberFacts;
    for (const some of portions(group)) for (const [i, fact] of await facts(engine, cells(some), signal)) found.set(i, fact);
  }
  return { rows, columns: columns.map((column, i) => columnProfile(column, rows, found.get(i))) };
}

/** What columns share whose cells are read alike: the class, and the format or the spelling of yes and no. */
function alike({ spec }: ProfiledColumn): string {
  if (spec.kind === 'bool') return JSON.stringify(['bool', spec.true, spec.false]);
  return classOf(spec) === 'time' ? JSON.stringify([spec.kind, spec.format]) : classOf(spec);
}

function groups(columns: readonly ProfiledColumn[]): readonly (readonly number[])[] {
  return [...Map.groupBy(columns.keys(), (i) => alike(columns[i])).values()];
}

function columnProfile({ name, spec }: ProfiledColumn, rows: number, facts: NumberFacts | TextFacts | undefined): ColumnProfile {
  const { present, bad, distinct } = facts ?? { present: 0, bad: 0, distinct: 0 };
  const numbers = facts && 'numbers' in facts ? facts.numbers : undefined;
  return {
    name,
    type: spec.kind,
    ...(spec.unit === undefined ? {} : { unit: spec.unit }),
    nulls: rows - present - (classOf(spec) === 'text' ? 0 : bad),
    bad,
    distinct,
    ...(numbers ? (classOf(spec) === 'time' ? { times: timesOf(numbers, spec.kind === 'date') } : { numbers }) : {}),
    ...(facts && 'texts' in facts ? { texts: facts.texts! } : {}),
  };
}

function timesOf(ms: NumberProfile, days: boolean): TimeProfile {
  const iso = (value: number): string => new Date(Math.floor(value)).toISOString().slice(0, days ? 10 : undefined);
  return { min: iso(ms.min), max: iso(ms.max), median: iso(ms.quantiles.p50), histogram: ms.histogram };
}
