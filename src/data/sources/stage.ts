import { createHash } from 'node:crypto';
import { mwError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import { cellText } from './cell-text.js';
import type { OpenColumn } from './open.js';

/** One row on its way into the engine. */
export type StagedRow = Readonly<Record<string, unknown>>;

/** Rows that now lie in the engine as text. */
export interface Staged {
  readonly relation: string;
  readonly columns: readonly OpenColumn[];
  readonly rows: number;
  /** sha256 of the cells' texts in their order, with the columns' names. */
  readonly digest: string;
}

const MAX_COLUMNS = 20_000;

/**
 * Writes blocks of rows into a new table of texts, which may be larger than memory. Columns come in the order in which names first
 * appear; a row without a name has nothing there.
 */
export async function stage(
  engine: Engine,
  label: string,
  blocks: AsyncIterable<readonly StagedRow[]>,
  signal?: AbortSignal,
): Promise<Staged> {
  const table = engine.name('staged');
  const places = new Map<string, number>();
  const hash = createHash('sha256');
  let rows = 0;
  for await (const block of blocks) {
    if (signal?.aborted) throw mwError('MW_INTERRUPTED', { kept: 'Nothing of this step was kept.' });
    await widen(engine, table, places, block, label);
    rows += block.length;
    if (block.length === 0 || places.size === 0) continue;
    const columns = [...places.keys()].map((name) => block.map((row) => cellText(Object.hasOwn(row, name) ? row[name] : null)));
    await engine.append(table, Object.fromEntries(columns.map((cells, i) => [`k${i}`, cells])));
    hash.update(JSON.stringify(columns));
  }
  hash.update(JSON.stringify([...places.keys()]));
  return {
    relation: places.size === 0 ? `range(${rows})` : ident(table),
    columns: [...places].map(([name, i]) => ({ name, sql: ident(`k${i}`), type: 'VARCHAR' })),
    rows,
    digest: hash.digest('hex'),
  };
}

async function widen(
  engine: Engine,
  table: string,
  places: Map<string, number>,
  block: readonly StagedRow[],
  label: string,
): Promise<void> {
  const before = places.size;
  for (const row of block) for (const name of Object.keys(row)) if (!places.has(name)) places.set(name, places.size);
  if (places.size > MAX_COLUMNS) throw mwError('MW_DATA_SOURCE', { reason: `${label} has more than ${MAX_COLUMNS} different names` });
  if (before === 0) return;
  for (let i = before; i < places.size; i++) await engine.run(`ALTER TABLE ${ident(table)} ADD COLUMN ${ident(`k${i}`)} VARCHAR`);
}

/** An array in blocks of at most 2,048 rows. */
export async function* inBlocks<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < rows.length; from += 2048) yield rows.slice(from, from + 2048);
}
