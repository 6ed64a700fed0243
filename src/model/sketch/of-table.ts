import { schemaFromJson, type Column, type Engine, type SchemaJson } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import { SKETCH_LIMITS, type ColumnSketch, type LevelSketch, type NamedSketch } from './reference-sketch.js';
import { sampledRows, sketchNumbers, unlessFree, valuesEach } from './sketch-of.js';

/** Cells that are read at once. */
const CELLS_AT_ONCE = 4_000_000;

/**
 * The sketches of some columns of a table, in the order of its schema. Numbers are read in blocks of columns, levels are counted by the engine in one query:
 * a few milliseconds for thousands of rows, about 20 ms a column for a million.
 */
export async function sketchTable(
  engine: Engine,
  relation: string,
  schema: SchemaJson,
  inputs: readonly string[],
  rows: number,
  seed: number,
): Promise<readonly NamedSketch[]> {
  const columns = Object.entries(schemaFromJson(schema)).filter(([name]) => inputs.includes(name));
  const of = (...kinds: readonly string[]) => columns.filter(([, column]) => kinds.includes(column.kind));
  const made = new Map<string, ColumnSketch>([
    ...(await numberSketches(engine, relation, of('int', 'number'), rows, seed)),
    ...(await levelSketches(engine, relation, of('bool', 'category', 'text'), rows)),
  ]);
  return columns.map(([name, { kind }]) => ({ name, ...(made.get(name) ?? { kind: 'skipped', reason: SKIPPED[kind] ?? kind }) }));
}

const SKIPPED: Readonly<Record<string, string>> = {
  id: 'an id names a row and is new with every row',
  timestamp: 'time moves on by itself',
  date: 'time moves on by itself',
};

type Named = readonly [string, Column];

async function numberSketches(
  engine: Engine,
  relation: string,
  columns: readonly Named[],
  rows: number,
  seed: number,
): Promise<readonly (readonly [string, ColumnSketch])[]> {
  const kept = sampledRows(rows, valuesEach(columns.length), seed);
  const width = Math.max(1, Math.floor(CELLS_AT_ONCE / Math.max(1, rows)));
  const sketches: (readonly [string, ColumnSketch])[] = [];
  for (let from = 0; from < columns.length; from += width) {
    const some = columns.slice(from, from + width);
    const list = some.map(([name], i) => `CAST(${duckdb.ident(name)} AS DOUBLE) AS c${i}`).join(', ');
    const block = await engine.columns(`SELECT ${list} FROM ${duckdb.ident(relation)}`);
    some.forEach(([name, { spec }], i) => sketches.push([name, sketchNumbers(block.number(`c${i}`), kept, spec.unit)]));
  }
  return sketches;
}

async function levelSketches(
  engine: Engine,
  relation: string,
  columns: readonly Named[],
  rows: number,
): Promise<readonly (readonly [string, ColumnSketch])[]> {
  if (columns.length === 0) return [];
  const each = columns.map(([name], i) => levelsSql(duckdb.ident(relation), duckdb.ident(name), i));
  const block = await engine.columns(`SELECT * FROM (${each.join(' UNION ALL ')}) ORDER BY i, place`);
  const [i, n, totals, onces, levels] = [
    block.number('i'),
    block.number('n'),
    block.number('total'),
    block.number('once'),
    block.text('level'),
  ];
  const lines = Array.from(i, (_, at) => at);
  return columns.map(([name], own) => {
    const mine = lines.filter((at) => i[at] === own);
    const total = mine.length > 0 ? totals[mine[0]] : 0;
    const counts = mine.map((at) => n[at]);
    const sketch: LevelSketch = {
      kind: 'level',
      rows,
      nulls: rows - total,
      levels: mine.map((at) => levels[at]!),
      counts,
      other: total - counts.reduce((sum, one) => sum + one, 0),
      once: mine.length > 0 ? onces[mine[0]] : 0,
    };
    return [name, unlessFree(sketch)];
  });
}

/** The most frequent levels of one column, with the rows that have a value and the levels of one row. */
function levelsSql(table: string, column: string, i: number): string {
  const counted = `SELECT CAST(${column} AS VARCHAR) AS level, count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1`;
  const placed = `SELECT level, n, sum(n) OVER () AS total, count(*) FILTER (n = 1) OVER () AS once,
    row_number() OVER (ORDER BY length(level) > ${SKETCH_LIMITS.characters}, n DESC, level) AS place FROM (${counted})`;
  return `SELECT ${i}::DOUBLE AS i, level, n::DOUBLE AS n, total::DOUBLE AS total, once::DOUBLE AS once, place::DOUBLE AS place
    FROM (${placed}) WHERE place <= ${SKETCH_LIMITS.levels} AND length(level) <= ${SKETCH_LIMITS.characters}`;
}
