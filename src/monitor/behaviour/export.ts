import type { AppendColumn } from '../../data/index.js';
import type { EventRow, SlatePage, Store } from '../../store/index.js';
import { exportRows, numberColumn, textColumn, type ExportedLog } from '../log/export-rows.js';
import { attributedSlates, behaviourSince, type AttributedSlate, type Since } from './since.js';

/**
 * Writes what users did to a Parquet file, in the order in which it was stored, whole or not at all: `id`, `user`, `item`, `type`, `at`, `value`, `quantity`,
 * `price`, `slate`, `source`, `received_at`, `seq`. Times are timestamps in UTC. A recommender can be trained from the file.
 */
export function exportEvents(store: Store, since: Since, file: string): Promise<ExportedLog> {
  return exportRows({ pages: behaviourSince(store, since), columns: eventColumns, times: ['at', 'received_at'] }, file, since.signal);
}

/**
 * Writes recommended lists of a window to a Parquet file, in the order of time, whole or not at all: `id`, `model`, `version`, `at`, `route`, `experiment`,
 * `arm`, `user`, `k`, `latency_us`; as JSON text `items` (by place item, score and propensity), `events` (what came of it) and `filter` (what the items were asked to be).
 */
export function exportSlates(
  store: Store,
  window: Omit<SlatePage, 'limit' | 'after'>,
  file: string,
  signal?: AbortSignal,
): Promise<ExportedLog> {
  return exportRows({ pages: attributedSlates(store, window), columns: slateColumns, times: ['at'] }, file, signal);
}

const eventColumns = (rows: readonly EventRow[]): Record<string, AppendColumn> => ({
  id: textColumn(rows, (e) => e.id),
  user: textColumn(rows, (e) => e.user),
  item: textColumn(rows, (e) => e.item),
  type: textColumn(rows, (e) => e.type),
  at: numberColumn(rows, (e) => e.at),
  value: numberColumn(rows, (e) => e.value),
  quantity: numberColumn(rows, (e) => e.quantity),
  price: numberColumn(rows, (e) => e.price),
  slate: textColumn(rows, (e) => e.slate),
  source: textColumn(rows, (e) => e.source),
  received_at: numberColumn(rows, (e) => e.receivedAt),
  seq: numberColumn(rows, (e) => e.seq),
});

const slateColumns = (rows: readonly AttributedSlate[]): Record<string, AppendColumn> => ({
  id: textColumn(rows, (s) => s.id),
  model: textColumn(rows, (s) => s.model),
  version: Int32Array.from(rows, (s) => s.version),
  at: numberColumn(rows, (s) => s.at),
  route: textColumn(rows, (s) => s.route),
  experiment: textColumn(rows, (s) => s.experiment),
  arm: textColumn(rows, (s) => s.arm),
  user: textColumn(rows, (s) => s.user),
  k: Int32Array.from(rows, (s) => s.k),
  latency_us: Int32Array.from(rows, (s) => s.latencyUs),
  items: textColumn(rows, (s) => JSON.stringify(s.items)),
  events: textColumn(rows, (s) => JSON.stringify(s.events)),
  filter: textColumn(rows, (s) => (s.filter === null ? null : JSON.stringify(s.filter))),
});
