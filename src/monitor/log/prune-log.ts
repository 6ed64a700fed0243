import type { Clock } from '../../core/index.js';
import {
  loggedModels,
  removeEventsBefore,
  removePredictionsBefore,
  removeSlatesBefore,
  type Removed,
  type Store,
} from '../../store/index.js';

/** How many rows go in one change: a few milliseconds in which others wait. */
const AT_ONCE = 2000;

/** What is no longer kept. */
export interface Retention {
  /** Predictions that were answered longer ago than this go, with their outcomes, and so do recommended lists. */
  readonly olderThanMs: number;
  /** Only of this model; absent: of all. */
  readonly model?: string;
  /**
   * What users did longer ago goes as well. It is what recommenders learn from, and how they know what somebody has bought: keep an export of it.
   */
  readonly events?: boolean;
  readonly signal?: AbortSignal;
}

/** How many rows went. */
export interface Pruned extends Removed {
  readonly slates: number;
  readonly events: number;
}

/** Removes what is older than the log is meant to reach back, in many small changes, so that a server at work hardly waits. May be stopped and run again. */
export async function pruneLog(store: Store, { olderThanMs, model, events, signal }: Retention, clock: Clock): Promise<Pruned> {
  const before = clock() - olderThanMs;
  const modelsWith = async (kind: 'predictions' | 'slates') => (model === undefined ? store.read((tx) => loggedModels(tx, kind)) : [model]);
  const gone = { predictions: 0, outcomes: 0, slates: 0, events: 0 };
  const all = async (some: () => Promise<number>): Promise<void> => {
    do signal?.throwIfAborted();
    while ((await some()) === AT_ONCE);
  };
  for (const name of await modelsWith('predictions'))
    await all(async () => {
      const removed = await store.write((tx) => removePredictionsBefore(tx, name, before, AT_ONCE));
      gone.predictions += removed.predictions;
      gone.outcomes += removed.outcomes;
      return removed.predictions;
    });
  for (const name of await modelsWith('slates'))
    await all(async () => {
      const slates = await store.write((tx) => removeSlatesBefore(tx, name, before, AT_ONCE));
      gone.slates += slates;
      return slates;
    });
  if (events)
    await all(async () => {
      const removed = await store.write((tx) => removeEventsBefore(tx, before, AT_ONCE));
      gone.events += removed;
      return removed;
    });
  return gone;
}
