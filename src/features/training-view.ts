import { random } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { duckdb } from '../expr/index.js';
import { RANK_COLUMN, PART_COLUMN, TARGET_COLUMN } from './fitted.js';

/** What a fit may learn from. Drop it when the fit is done. */
export interface TrainingView {
  /** How many rows may be learned from. */
  readonly rows: number;
  /** Name of the table with three more columns that say what may be learned from each row; made when it is first asked for. */
  readonly open: () => Promise<string>;
  /** The rows that may be learned from, with the table's columns at least; stands after FROM. */
  readonly learned: () => Promise<string>;
  readonly drop: () => Promise<void>;
}

/**
 * Lets a fit see which rows it may learn from: part 1 for `rows`, 0 for all others, the target of each row,
 * and a rank drawn from the seed (of `rows` only) whose remainder is its encoding fold. The table itself is not copied.
 */
export function trainingView(engine: Engine, relation: string, rows: Int32Array, y: Float64Array, seed: number): TrainingView {
  const [name, parts] = [`${relation} training`, `${relation} parts`];
  let made: Promise<void> | undefined;
  const make = async (): Promise<void> => {
    await engine.append(parts, partsOf(rows, y, seed));
    await engine.run(`CREATE VIEW ${duckdb.ident(name)} AS SELECT * FROM ${duckdb.ident(relation)} POSITIONAL JOIN ${duckdb.ident(parts)}`);
  };
  const open = async (): Promise<string> => {
    await (made ??= make());
    return name;
  };
  return {
    rows: rows.length,
    open,
    learned: async () =>
      rows.length === y.length
        ? duckdb.ident(relation)
        : `(SELECT * FROM ${duckdb.ident(await open())} WHERE ${duckdb.ident(PART_COLUMN)} = 1)`,
    drop: async () => {
      if (made === undefined) return;
      made = undefined;
      await engine.run(`DROP VIEW IF EXISTS ${duckdb.ident(name)}`);
      await engine.run(`DROP TABLE IF EXISTS ${duckdb.ident(parts)}`);
    },
  };
}

function partsOf(rows: Int32Array, y: Float64Array, seed: number): Readonly<Record<string, Float64Array>> {
  const part = new Float64Array(y.length);
  for (const row of rows) part[row] = 1;
  const rank = new Float64Array(y.length);
  const order = random(seed, 'encoding folds').shuffle(rows.slice());
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  return { [PART_COLUMN]: part, [RANK_COLUMN]: rank, [TARGET_COLUMN]: y };
}
