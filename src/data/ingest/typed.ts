import { isOneOf } from '../engine/sql.js';
import { trimmed } from '../grammar/empty.js';
import type { OpenSource } from '../sources/open.js';
import type { TextOptions } from '../sources/source.js';
import type { CellSql } from './cell.js';

/** A relation and the SQL of its cells. */
export interface Way {
  readonly cells: readonly CellSql[];
  readonly from: string;
  /** Its table is right only where nothing is found in the source's cells. */
  readonly plainOnly: boolean;
}

/**
 * Numbers as the engine reads them, and texts as they stand. A column whose first cells show words for "nothing" keeps its quick SQL.
 * The engine's spellings of numbers beyond the grammar's are `1_000` and `+-1`, which `findings` tells, and some that are not finite.
 */
export function typedWay(cells: readonly CellSql[], options: TextOptions, { typed, relation }: OpenSource): Way | undefined {
  if (!typed) return undefined;
  const named = (options.nulls ?? []).map(trimmed).filter((word) => word !== '');
  const spelt = (options.decimal ?? '.') === '.' && options.thousands === undefined && !named.some((word) => /\d/.test(word));
  const isNumber = ({ grammar, match }: CellSql): boolean =>
    spelt &&
    grammar.sqlType === 'DOUBLE' &&
    match.from !== undefined &&
    typed.head(match.from.sql).every((x) => x === '' || grammar.read(x) !== undefined);
  const numbers = new Set(cells.filter(isNumber).map(({ match }) => match.from!.sql));
  const typedCell = (cell: CellSql): CellSql => {
    const x = cell.match.from?.sql;
    if (x === undefined) return cell;
    if (numbers.has(x)) return { ...cell, quick: `${x} + 0e0` };
    if (cell.grammar.sqlType !== 'VARCHAR') return cell;
    return { ...cell, quick: named.length === 0 ? x : `CASE WHEN NOT ${isOneOf(x, named)} THEN ${x} END` };
  };
  return { cells: cells.map(typedCell), from: numbers.size > 0 ? typed.relation(numbers) : relation, plainOnly: true };
}
