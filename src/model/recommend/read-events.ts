import { count, mwError } from '../../core/index.js';
import { loadTable, type Engine, type LoadedTable } from '../../data/index.js';
import { duckdb } from '../../expr/index.js';
import type { RunOptions } from '../run.js';
import type { RecommenderModel } from './define.js';

/** What users did, row by row, as it stands in the data. All arrays have one entry per event. */
export interface EventRows {
  readonly user: readonly string[];
  readonly item: readonly string[];
  /** Milliseconds since 1970. */
  readonly time: Float64Array;
  /** What was done; absent where the data does not tell. */
  readonly type?: readonly string[];
  /** Above 0. */
  readonly weight: Float64Array;
}

/** The events of a training, and an account of every row of their source. */
export interface ReadEvents {
  readonly events: EventRows;
  readonly loaded: LoadedTable;
  /** Rows kept out: by a rule, by a cell that could not be read, or for want of a user, an item, a time or a weight. */
  readonly quarantined: number;
  readonly notes: readonly string[];
}

/** Reads, types and checks the events. Throws `MW_MODEL_EVENTS_FEW` where nothing is left to learn from. */
export async function readEvents(engine: Engine, model: RecommenderModel, run: RunOptions): Promise<ReadEvents> {
  run.progress('reading and checking the events');
  const { root, quarantineDir } = run.workspace;
  const loaded = await loadTable(engine, model.events, {
    mode: 'training',
    root,
    signal: run.signal,
    progress: run.progress,
    quarantineDir,
  });
  const { user, item, time, event, weight } = model.columns;
  const cells = [
    `CAST(${duckdb.ident(user)} AS VARCHAR) AS u`,
    `CAST(${duckdb.ident(item)} AS VARCHAR) AS i`,
    `${timeSql(model, time)} AS t`,
    ...(event === undefined ? [] : [`CAST(${duckdb.ident(event)} AS VARCHAR) AS e`]),
    ...(weight === undefined ? [] : [`CAST(${duckdb.ident(weight)} AS DOUBLE) AS w`]),
  ];
  const block = await engine.columns(`SELECT ${cells.join(', ')} FROM ${duckdb.ident(loaded.relation)}`, { signal: run.signal });
  const types = event === undefined ? undefined : block.text('e');
  const weights = weight === undefined ? undefined : block.number('w');
  const [users, items, times] = [block.text('u'), block.text('i'), block.number('t')];
  const weightAt = (row: number): number => (weights ? weights[row] : types ? (model.weights[types[row] ?? ''] ?? 1) : 1);
  const isWhole = (row: number): boolean => users[row] !== null && items[row] !== null && Number.isFinite(times[row]);
  const kept: number[] = [];
  let [odd, unweighed] = [0, 0];
  for (let row = 0; row < block.rows; row++) {
    if (!isWhole(row)) odd++;
    else if (!(weightAt(row) > 0)) unweighed++;
    else kept.push(row);
  }
  if (new Set(kept.map((row) => users[row])).size < 2) throw mwError('MW_MODEL_EVENTS_FEW', { name: model.name, events: kept.length });
  const notes = [
    ...loaded.notes,
    ...(odd ? [`${count(odd, 'event')} without a user, an item or a time left out.`] : []),
    ...(unweighed ? [`${count(unweighed, 'event')} that count nothing left out.`] : []),
  ];
  const events = {
    user: kept.map((row) => users[row]!),
    item: kept.map((row) => items[row]!),
    time: Float64Array.from(kept, (row) => times[row]),
    weight: Float64Array.from(kept, weightAt),
    ...(types ? { type: kept.map((row) => types[row] ?? '') } : {}),
  };
  return { events, loaded, quarantined: loaded.quarantined + odd, notes };
}

/** Above it a whole number of time is in milliseconds: as seconds it would be the year 5138. */
const SECONDS_END = 1e11;

function timeSql({ events }: RecommenderModel, column: string): string {
  const cell = duckdb.ident(column);
  if (events.schema[column].kind === 'int') return `CASE WHEN abs(${cell}) < ${SECONDS_END} THEN ${cell} * 1000 ELSE ${cell} END`;
  return `CAST(epoch_ms(CAST(${cell} AS TIMESTAMP)) AS DOUBLE)`;
}
