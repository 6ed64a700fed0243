import { eventsSince, type EventRow } from '../../store/index.js';
import type { RunOptions } from '../run.js';

/** Events that the server took, as columns. */
export interface LiveEvents {
  readonly user: readonly string[];
  readonly item: readonly string[];
  readonly time: readonly number[];
  readonly type: readonly (string | null)[];
  readonly id: readonly string[];
  /** The number of the newest. */
  readonly seq: number;
}

const PAGE = 10_000;

/** Every event in the store, in the order in which they came. */
export async function liveEvents({ workspace, signal }: RunOptions): Promise<LiveEvents> {
  const rows: EventRow[] = [];
  for (;;) {
    signal.throwIfAborted();
    const page = await workspace.store.read((tx) => eventsSince(tx, rows.at(-1)?.seq ?? 0, { limit: PAGE }));
    rows.push(...page);
    if (page.length < PAGE) break;
  }
  return {
    user: rows.map(({ user }) => user),
    item: rows.map(({ item }) => item),
    time: rows.map(({ at }) => at),
    type: rows.map(({ type }) => type),
    id: rows.map(({ id }) => id),
    seq: rows.at(-1)?.seq ?? 0,
  };
}
