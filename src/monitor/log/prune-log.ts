import type { Clock } from '../../core/index.js';
import { loggedModels, removePredictionsBefore, type Removed, type Store } from '../../store/index.js';

/** How many predictions go in one change: a few milliseconds in which others wait. */
const AT_ONCE = 2000;

/** What is no longer kept. */
export interface Retention {
  /** Predictions that were answered longer ago than this go, with their outcomes. */
  readonly olderThanMs: number;
  /** Only of this model; absent: of all. */
  readonly model?: string;
  readonly signal?: AbortSignal;
}

/** Removes what is older than the log is meant to reach back, in many small changes, so that a server at work hardly waits. May be stopped and run again. */
export async function pruneLog(store: Store, { olderThanMs, model, signal }: Retention, clock: Clock): Promise<Removed> {
  const before = clock() - olderThanMs;
  const models = model === undefined ? await store.read(loggedModels) : [model];
  const gone = { predictions: 0, outcomes: 0 };
  for (const name of models)
    for (;;) {
      signal?.throwIfAborted();
      const removed = await store.write((tx) => removePredictionsBefore(tx, name, before, AT_ONCE));
      gone.predictions += removed.predictions;
      gone.outcomes += removed.outcomes;
      if (removed.predictions < AT_ONCE) break;
    }
  return gone;
}
