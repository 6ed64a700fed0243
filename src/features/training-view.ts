import { random } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { duckdb } from '../expr/index.js';
import { RANK_COLUMN, PART_COLUMN, TARGET_COLUMN } from './fitted.js';

/** A typed table with three more columns that say what may be learned from each row. Drop it when the fit is done. */
export interface TrainingView {
  readonly name: string;
  /** The rows of part 1 with the table's own columns; stands after FROM. */
  readonly learned: string;
  readonly drop: () => Promise<void>;
}

/**
 * Lets a fit see which rows it may learn from: part 1 for `rows`, 0 for all others, the target of each row,
 * and a rank drawn from the seed (of `rows` only) whose remainder is its encoding fold. The table itself is not copied.
 */
export async function openTrainingView(
  engine: Engine,
  relation: string,
  rows: Int32Array,
  y: Float64Array,
  seed: number,
): Promise<TrainingView> {
  const part = new Float64Array(y.length);
  for (const row of rows) part[row] = 1;
  const rank = new Float64Array(y.length);
  random(seed, 'encoding folds')
    .shuffle(rows.slice())
    .forEach((row, i) => (rank[row] = i));
  const name = `${relation} training`;
  const parts = `${relation} parts`;
  await engine.append(parts, { [PART_COLUMN]: part, [RANK_COLUMN]: rank, [TARGET_COLUMN]: y });
  await engine.run(`CREATE VIEW ${duckdb.ident(name)} AS SELECT * FROM ${duckdb.ident(relation)} POSITIONAL JOIN ${duckdb.ident(parts)}`);
  const isWhole = rows.length === y.length;
  return {
    name,
    learned: isWhole ? duckdb.ident(relation) : `(SELECT * FROM ${duckdb.ident(name)} WHERE ${duckdb.ident(PART_COLUMN)} = 1)`,
    drop: async () => {
      await engine.run(`DROP VIEW ${duckdb.ident(name)}`);
      await engine.run(`DROP TABLE ${duckdb.ident(parts)}`);
    },
  };
}
