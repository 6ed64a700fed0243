import { SERVED_EVENTS } from '../../model/index.js';
import {
  forgottenAt,
  isSelected,
  itemsOfUser,
  newestEvents,
  type BehaviourEvent,
  type EventSelection,
  type Store,
} from '../../store/index.js';
import type { KnownBehaviour, UserState } from './behaviour.js';
import type { Following } from './follow.js';
import { Histories, type StoredHistory } from './histories.js';
import { History } from './history.js';
import type { BehaviourOptions } from './open-behaviour.js';
import { readSoon } from './read-soon.js';
import { Trends } from './trends.js';
import type { Waiting } from './waiting.js';

/** What is known by some events: histories and counts that are held in memory. */
export interface View extends KnownBehaviour {
  /** Something happened here. */
  hear(event: BehaviourEvent): void;
  /** The store holds an event. */
  add(event: BehaviourEvent, now: number): void;
  /** Lets go of all: the store may hold less than before. */
  clear(): void;
  /** Whether events are counted: from when a trend is first asked for. */
  isCounting(): boolean;
}

/** What a view works with. */
interface ViewOptions extends Pick<BehaviourOptions, 'store' | 'clock' | 'eventsOfUser' | 'most' | 'hours'> {
  readonly following: Following;
  readonly waiting: Waiting;
}

/** What is known by a selection of events; without one by all. */
export function openView(
  selection: EventSelection | undefined,
  { store, clock, following, waiting, eventsOfUser = SERVED_EVENTS, most = 500_000, hours = 72 }: ViewOptions,
): View {
  const isOwn = (event: BehaviourEvent): boolean => selection === undefined || isSelected(selection, event);
  const histories = new Histories({ eventsOfUser, most, read: (user) => readHistory(store, user, eventsOfUser, selection) });
  const trends = new Trends(hours);
  let counted: Promise<void> | undefined;
  return {
    hear: (event) => {
      if (isOwn(event)) histories.add(event);
    },
    add: (event, now) => {
      if (!isOwn(event)) return;
      histories.add(event);
      if (counted) trends.add(event, now);
    },
    clear: () => {
      histories.clear();
      trends.clear();
    },
    isCounting: () => counted !== undefined,
    stateOf: async (user) => {
      const found = await following
        .begin()
        .then(() => histories.of(user))
        .catch(() => undefined);
      const history = found ?? new History(eventsOfUser);
      for (const event of waiting.of(user)) if (isOwn(event)) history.add(event);
      return stateOf(history, found !== undefined);
    },
    trend: async ({ hours: back = 24, types } = {}) => {
      await (counted ??= following.again().catch((error: unknown) => {
        counted = undefined;
        throw error;
      }));
      return trends.counts(clock(), Math.min(back, hours), types);
    },
  };
}

function readHistory(store: Store, user: string, most: number, selection: EventSelection | undefined): Promise<StoredHistory> {
  return readSoon(store, async (tx) => {
    const newest = await newestEvents(tx, user, most, { of: selection });
    const items = newest.length < most ? [] : await itemsOfUser(tx, user, { of: selection });
    return { newest, items, forgottenAt: await forgottenAt(tx, user) };
  });
}

function stateOf(history: History, complete: boolean): UserState {
  const { forgottenAt: at } = history;
  return { taken: history.taken(), all: history.all(), ofType: (type) => history.ofType(type), complete, forgottenAt: at };
}
