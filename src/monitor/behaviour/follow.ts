import { countItems, eventsSince, lastEventSeq, type BehaviourEvent, type ItemCount, type Store } from '../../store/index.js';
import { timesErased } from './erased.js';

/** What follows the store. */
export interface Follower {
  readonly add: (event: BehaviourEvent) => void;
  /** The store lost events, or so many came that reading them one by one would take too long: all that was heard is void; these are the counts of now. */
  readonly anew: (counts: readonly ItemCount[]) => void;
  /** Somebody was erased: what waits elsewhere may be void too. Begins anew after it. */
  readonly erased: () => void;
}

/** What following needs. */
export interface FollowOptions {
  readonly store: Store;
  /** Of the counts: from when on, and how long a slot is. */
  readonly since: () => number;
  readonly slotMs: number;
  readonly everyMs: number;
}

/** Events in one look, and looks in one go before all begins anew. */
const PAGE = { events: 5000, most: 10 } as const;
/** A server that is gone is not waited for: the next look comes soon. */
const LOST_MS = 50;

/** Where a look ended. */
interface Place {
  readonly seq: number;
  readonly erased: number;
}

/** Tells a follower of every event that any process stores, in their order. */
export interface Following {
  /** Looks now. Rejects when the store is away. */
  look(): Promise<void>;
  /** Ends; resolves when the last look has ended. */
  end(): Promise<void>;
}

/** Begins to follow; nothing is read before the first look. While the store is away nothing is told, and nothing is missed. */
export function followEvents({ store, since, slotMs, everyMs }: FollowOptions, follower: Follower): Following {
  let place: Place | undefined;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const anew = async (): Promise<void> => {
    const from = since();
    const found = await store.read(
      async (tx) => ({ seq: await lastEventSeq(tx), erased: await timesErased(tx), counts: await countItems(tx, from, slotMs) }),
      { lostMs: LOST_MS },
    );
    place = found;
    follower.anew(found.counts);
  };
  /** Where the next look begins, and whether this was all; `undefined` when events left the store. */
  const page = async (from: Place): Promise<{ readonly next: Place; readonly all: boolean } | undefined> => {
    const found = await store.read(
      async (tx) => ({ events: await eventsSince(tx, from.seq, { limit: PAGE.events }), erased: await timesErased(tx) }),
      { lostMs: LOST_MS },
    );
    if (found.erased !== from.erased) return void follower.erased();
    for (const event of found.events) follower.add(event);
    return { next: { ...from, seq: found.events.at(-1)?.seq ?? from.seq }, all: found.events.length < PAGE.events };
  };
  const lookOnce = async (): Promise<void> => {
    for (let pages = 0; pages < PAGE.most; pages++) {
      const read = place && (await page(place));
      if (!read) break;
      place = read.next;
      if (read.all) return;
    }
    await anew();
  };
  const look = (): Promise<void> =>
    (looking ??= lookOnce().finally(() => {
      looking = undefined;
      schedule();
    }));
  const schedule = (): void => {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => void look().catch(() => {}), everyMs).unref();
  };
  return {
    look,
    end: async () => {
      ended = true;
      clearTimeout(timer);
      await looking?.catch(() => {});
    },
  };
}
