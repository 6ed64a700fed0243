import { eventsSince, isSelected, type EventSelection } from '../../store/index.js';
import type { RunOptions } from '../run.js';

/** Events that the server took, as columns: a row per event, in the order in which they came. */
export interface LiveEvents {
  readonly user: readonly string[];
  readonly item: readonly string[];
  readonly time: readonly number[];
  readonly type: readonly (string | null)[];
  /** What the event says of itself, such as a rating; null where it says nothing. */
  readonly value: readonly (number | null)[];
  readonly id: readonly string[];
  /** The number of the newest. */
  readonly seq: number;
}

const PAGE = 10_000;

/** The selected events in the store. Users, items and types are held once each, however many events name them. */
export async function liveEvents(own: EventSelection, { workspace, signal }: RunOptions): Promise<LiveEvents> {
  const [user, item, id]: [string[], string[], string[]] = [[], [], []];
  const [type, value, time]: [(string | null)[], (number | null)[], number[]] = [[], [], []];
  const names = new Map<string, string>();
  const named = (name: string): string => names.get(name) ?? (names.set(name, name), name);
  let [seq, read] = [0, 0];
  for (;;) {
    signal.throwIfAborted();
    const page = await workspace.store.read((tx) => eventsSince(tx, read, { limit: PAGE }));
    for (const row of page) {
      read = row.seq;
      if (!isSelected(own, row)) continue;
      user.push(named(row.user));
      item.push(named(row.item));
      type.push(row.type === null ? null : named(row.type));
      time.push(row.at);
      value.push(row.value);
      id.push(row.id);
      seq = row.seq;
    }
    if (page.length < PAGE) return { user, item, time, type, value, id, seq };
  }
}
