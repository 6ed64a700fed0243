import type { Clock } from '../../core/index.js';
import type { EventSelection, Store } from '../../store/index.js';
import type { PredictionLog } from '../log/prediction.js';
import type { Behaviour } from './behaviour.js';
import { followEvents } from './follow.js';
import { takeEvents } from './take-events.js';
import { openView, type View } from './view.js';
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
  const { store, log, clock, everyMs = 250 } = options;
  const waiting = new Waiting();
  const views = new Map<string, View>();
  const following = followEvents(store, everyMs, {
    back: () => ([...views.values()].some((view) => view.isCounting()) ? BACK : 0),
    add: (event) => {
      waiting.arrived(event);
      for (const view of views.values()) view.add(event, clock());
    },
    anew: () => {
      for (const view of views.values()) view.clear();
    },
    erased: () => waiting.clear(),
  });
  const viewOf = (selection?: EventSelection): View => {
    const key = JSON.stringify(selection ?? null);
    const known = views.get(key) ?? openView(selection, { ...options, following, waiting });
    views.set(key, known);
    return known;
  };
  const all = viewOf();
  const bySelection = new WeakMap<EventSelection, View>();
  const close = async (): Promise<void> => following.end();
  return {
    take: async (events) => {
      const took = await takeEvents(events, log, clock());
      for (const event of took.waiting) waiting.add(event);
      for (const event of [...took.taken, ...took.waiting]) for (const view of views.values()) view.hear(event);
      return took.answer;
    },
    stateOf: all.stateOf,
    trend: all.trend,
    of: (selection) => {
      const known = bySelection.get(selection) ?? viewOf(selection);
      bySelection.set(selection, known);
      return known;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
