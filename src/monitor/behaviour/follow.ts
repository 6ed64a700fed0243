import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventsSince, lastEventSeq, type BehaviourEvent, type Store, type Tx } from '../../store/index.js';
import { timesErased } from './erased.js';
import { readSoon } from './read-soon.js';

/** What follows the store. */
export interface Follower {
  /** How many of the newest events shall be told at the beginning. */
  readonly back: () => number;
  readonly add: (event: BehaviourEvent) => void;
  /** All that was heard is void: the newest events are told again, and then those that come. */
  readonly anew: () => void;
  /** Somebody was erased: what waits elsewhere may be void too. Begins anew after it. */
  readonly erased: () => void;
}

/** Tells a follower of every event that any process stores, in their order. */
export interface Following {
  /** Resolves when every event from now on will be told, by looks of its own; rejects while the store is away. */
  begin(): Promise<void>;
  /** Looks now; resolves when all is told. Rejects while the store is away. */
  look(): Promise<void>;
  /** Begins anew, and looks. */
  again(): Promise<void>;
  /** Ends; resolves when the last look has ended. */
  end(): Promise<void>;
}

/** Events in one look into the store. */
const PAGE = 5000;
/** Whoever is so many events behind begins anew. */
const BEHIND = 200_000;

/** Where the next look begins. */
interface Place {
  readonly seq: number;
  readonly erased: number;
}

/** Follows; nothing is read before the beginning. While the store is away nothing is told, and nothing is missed. An event may be told of that was told before. */
export function followEvents(store: Store, everyMs: number, follower: Follower): Following {
  let place: Place | undefined;
  let beginning: Promise<void> | undefined;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const going = (): boolean => !ended;
  const startAt = ({ last, erased }: Awaited<ReturnType<typeof newest>>): void => {
    place = { seq: Math.max(0, last - follower.back()), erased };
    follower.anew();
  };
  const page = async (from: Place): Promise<boolean> => {
    const found = await readSoon(store, async (tx) => ({
      ...(await newest(tx)),
      events: await eventsSince(tx, from.seq, { limit: PAGE }),
    }));
    const { events, erased, last } = found;
    if (erased !== from.erased) follower.erased();
    if (erased !== from.erased || last - from.seq > BEHIND) {
      startAt(found);
      return false;
    }
    for (const event of events) follower.add(event);
    place = { seq: events.at(-1)?.seq ?? from.seq, erased };
    return events.length < PAGE;
  };
  const lookOnce = async (): Promise<void> => {
    await begin();
    for (let all = false; !all && going(); all = await page(place!)) await nextTurn();
  };
  const look = (): Promise<void> =>
    (looking ??= lookOnce().finally(() => {
      looking = undefined;
      lookIn(everyMs);
    }));
  const lookIn = (ms: number): void => {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => void look().catch(() => {}), ms).unref();
  };
  const begin = (): Promise<void> =>
    (beginning ??= readSoon(store, newest).then(
      (found) => {
        startAt(found);
        lookIn(0);
      },
      (error: unknown) => {
        beginning = undefined;
        throw error;
      },
    ));
  return {
    begin,
    look,
    again: async () => {
      await looking?.catch(() => {});
      beginning = undefined;
      await look();
    },
    end: async () => {
      ended = true;
      clearTimeout(timer);
      await looking?.catch(() => {});
    },
  };
}

const newest = async (tx: Tx): Promise<{ readonly last: number; readonly erased: number }> => ({
  last: await lastEventSeq(tx),
  erased: await timesErased(tx),
});
