import {
  eventsOfSlates,
  eventsSince,
  readSlates,
  type EventRow,
  type AnswerCursor,
  type Slate,
  type SlatePage,
  type Store,
} from '../../store/index.js';

/** Which events: after a place, of those that happened at or after `from`. */
export interface Since {
  /** The place of the last event that is known; 0 (the default) begins with the first. */
  readonly seq?: number;
  readonly from?: number | undefined;
  /** Events in one block. Default 10,000. */
  readonly block?: number;
  readonly signal?: AbortSignal;
}

/**
 * What users did, in the order in which it was stored, block by block: memory does not grow with the number of events. Ends with the newest; whoever keeps
 * the `seq` of the last event goes on from there another time, and misses none.
 *
 * ```ts
 * import type { Store } from 'millwright/store';
 *
 * declare const store: Store;
 * for await (const events of behaviourSince(store, { seq: 0 })) events.length;
 * ```
 */
export async function* behaviourSince(
  store: Store,
  { seq = 0, from, block = 10_000, signal }: Since = {},
): AsyncIterable<readonly EventRow[]> {
  for (let after = seq; ;) {
    signal?.throwIfAborted();
    const events = await store.read((tx) => eventsSince(tx, after, { limit: block, from }));
    if (events.length > 0) yield events;
    if (events.length < block) return;
    after = events.at(-1)!.seq;
  }
}

/** A recommended list, and what came of it. */
export interface AttributedSlate extends Slate {
  /** The events that name it, in the order in which they came. */
  readonly events: readonly EventRow[];
}

/** Recommended lists in the order of time, each with the events that name it: what estimates of other policies are made from. Block by block. */
export async function* attributedSlates(
  store: Store,
  { limit = 1000, after, ...window }: SlatePage,
): AsyncIterable<readonly AttributedSlate[]> {
  for (let last: AnswerCursor | undefined = after; ;) {
    const page = await store.read(async (tx) => {
      const slates = await readSlates(tx, { ...window, limit, ...(last ? { after: last } : {}) });
      const events = Map.groupBy(
        await eventsOfSlates(
          tx,
          slates.map(({ id }) => id),
        ),
        ({ slate }) => slate,
      );
      return slates.map((slate) => ({ ...slate, events: events.get(slate.id) ?? [] }));
    });
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    last = page.at(-1)!;
  }
}
