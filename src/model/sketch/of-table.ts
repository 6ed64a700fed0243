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
  const histograms = columns.map(([name], i) => `histogram(CAST(${duckdb.ident(name)} AS VARCHAR)) AS h${i}`);
  const facts = columns.flatMap((_, i) => factsSql(`h${i}`, i));
  const block = await engine.columns(`SELECT ${facts.join(', ')} FROM (SELECT ${histograms.join(', ')} FROM ${duckdb.ident(relation)})`);
  return columns.map(([name], i) => {
    const [total, once] = [block.number(`total${i}`)[0] || 0, block.number(`once${i}`)[0] || 0];
    const listed = JSON.parse(block.text(`listed${i}`)[0] ?? '[]') as readonly { readonly less: number; readonly level: string }[];
    const counts = listed.map(({ less }) => -less);
    const sketch: LevelSketch = {
      kind: 'level',
      rows,
      nulls: rows - total,
      levels: listed.map(({ level }) => level),
      counts,
      other: total - counts.reduce((sum, one) => sum + one, 0),
      once,
    };
    return [name, unlessFree(sketch)];
  });
}

/** Of a histogram of levels: rows with a value, levels of one row, and the most frequent levels as JSON. */
function factsSql(histogram: string, i: number): readonly string[] {
  const entries = `list_transform(map_entries(${histogram}), lambda e: {'less': -CAST(e.value AS BIGINT), 'level': e.key})`;
  const short = `list_filter(${entries}, lambda e: length(e.level) <= ${SKETCH_LIMITS.characters})`;
  return [
    `CAST(list_sum(map_values(${histogram})) AS DOUBLE) AS total${i}`,
    `CAST(len(list_filter(map_values(${histogram}), lambda n: n = 1)) AS DOUBLE) AS once${i}`,
    `CAST(to_json(list_slice(list_sort(${short}), 1, ${SKETCH_LIMITS.levels})) AS VARCHAR) AS listed${i}`,
  ];
}
