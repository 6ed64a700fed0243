import type { Clock } from '../../core/index.js';
import { itemsOfUser, newestEvents, type Store } from '../../store/index.js';
import { forgottenAt } from '../log/forgotten.js';
import type { PredictionLog } from '../log/prediction.js';
import type { Behaviour, UserState } from './behaviour.js';
import { followEvents } from './follow.js';
import { Histories, type StoredHistory } from './histories.js';
import { History } from './history.js';
import { readSoon } from './read-soon.js';
import { takeEvents } from './take-events.js';
import { Trends } from './trends.js';
import { Waiting } from './waiting.js';

/** What behaviour works with, and how much of it is held in memory. */
export interface BehaviourOptions {
  readonly store: Store;
  /** Stores the events. */
  readonly log: Pick<PredictionLog, 'addEvents'>;
  readonly clock: Clock;
  /** The newest events of a user that a history holds; older ones are known by their items alone. Default 1000. */
  readonly eventsOfUser?: number;
  /** Events and items of all users that are held; about 150 bytes each. Default 500,000. */
  readonly most?: number;
  /** How far back items are counted, from when that is first asked for: in what comes then, and in the 100,000 events before. Default 72. */
  readonly hours?: number;
  /** How often events of other processes are looked for. Default 250. */
  readonly everyMs?: number;
}

/** So many of the newest events are counted when counting begins. */
const BACK = 100_000;

/**
 * Takes what users do, and knows what they did. What is taken here counts at once, what other processes take within a second; after a crash all of it is
 * found in the store. Nothing is read before the first use.
 *
 * ```ts
 * import type { PredictionLog } from 'millwright/monitor';
 * import type { Store } from 'millwright/store';
 *
 * declare const store: Store;
 * declare const log: PredictionLog;
 * await using behaviour = openBehaviour({ store, log, clock: Date.now });
 * await behaviour.take([{ id: 'e1', user: 'ann', item: 'tea', type: 'purchase' }]);
 * (await behaviour.stateOf('ann')).taken; // [{ item: 'tea', type: 'purchase', at: … }]
 * ```
 */
export function openBehaviour(options: BehaviourOptions): Behaviour {
  const { store, log, clock, eventsOfUser = 1000, most = 500_000, hours = 72, everyMs = 250 } = options;
  const histories = new Histories({ eventsOfUser, most, read: (user) => readHistory(store, user, eventsOfUser) });
  const trends = new Trends(hours);
  const waiting = new Waiting();
  let counted: Promise<void> | undefined;
  const following = followEvents(store, everyMs, {
    back: () => (counted ? BACK : 0),
    add: (event) => {
      histories.add(event);
      waiting.arrived(event);
      if (counted) trends.add(event, clock());
    },
    anew: () => {
      histories.clear();
      trends.clear();
    },
    erased: () => waiting.clear(),
  });
  const close = async (): Promise<void> => following.end();
  return {
    take: async (events) => {
      const took = await takeEvents(events, log, clock());
      for (const event of took.taken) histories.add(event);
      for (const event of took.waiting) {
        waiting.add(event);
        histories.add(event);
      }
      return took.answer;
    },
    stateOf: async (user) => {
      const found = await following
        .begin()
        .then(() => histories.of(user))
        .catch(() => undefined);
      const history = found ?? new History(eventsOfUser);
      for (const event of waiting.of(user)) history.add(event);
      return stateOf(history, found !== undefined);
    },
    trend: async ({ hours: back = 24, types } = {}) => {
      await (counted ??= following.again().catch((error: unknown) => {
        counted = undefined;
        throw error;
      }));
      return trends.counts(clock(), Math.min(back, hours), types);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function readHistory(store: Store, user: string, most: number): Promise<StoredHistory> {
  return readSoon(store, async (tx) => {
    const newest = await newestEvents(tx, user, most);
    const items = newest.length < most ? [] : await itemsOfUser(tx, user);
    return { newest, items, forgottenAt: await forgottenAt(tx, user) };
  });
}

function stateOf(history: History, complete: boolean): UserState {
  const { forgottenAt: at } = history;
  return { taken: history.taken(), all: history.all(), ofType: (type) => history.ofType(type), complete, forgottenAt: at };
}
