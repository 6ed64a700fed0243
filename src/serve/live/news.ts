import { setTimeout as sleep } from 'node:timers/promises';
import { reportedSince, type LateEvents, type OpenRecommender, type RunOptions } from '../../model/index.js';
import { lastItemSeq, type ItemRow } from '../../store/index.js';
import { liveRecommender, type LiveRecommender } from './live-recommender.js';
import type { OpenVersions } from './versions.js';

/** What is done of late with the items of a version that training knew no events of. */
export type LateEventsOf = (open: OpenRecommender) => Promise<LateEvents>;

/** Between two tellings lies as much time as so many of the last took, so that a version of very many items answers, too; */
const REST = 4;
/** and at most so much, so that what is reported counts within a second. */
const MOST_REST_MS = 400;

/**
 * Tells open recommenders what was reported of their items since they were told last, and what is done of late with new ones; when it resolves they know. Rejects while
 * the store is away.
 */
export function newsTeller(versions: OpenVersions, run: RunOptions, lateEvents: LateEventsOf = async () => new Map()): () => Promise<void> {
  let restingUntil = 0;
  const tell = (one: LiveRecommender, { items, late }: News): void => {
    const startedMs = performance.now();
    versions.renew(liveRecommender(one.open.knowing({ ...(items ? { items } : {}), ...(late ? { late } : {}) }), one.filters));
    const endedMs = performance.now();
    restingUntil = endedMs + Math.min(MOST_REST_MS, REST * (endedMs - startedMs));
  };
  return async () => {
    const open = versions.all().filter((one) => one.kind === 'lists');
    if (open.length === 0) return;
    const newest = await newestChanges(new Set(open.map(({ model }) => model)), run);
    for (const one of open) {
      const news = await newsOf(one, newest.get(one.model)!, lateEvents, run);
      if (!news.items && !news.late) continue;
      await sleep(Math.max(0, restingUntil - performance.now()));
      tell(one, news);
    }
  };
}

interface News {
  readonly items: readonly ItemRow[] | undefined;
  readonly late: LateEvents | undefined;
}

function newestChanges(models: ReadonlySet<string>, { workspace }: RunOptions): Promise<ReadonlyMap<string, number>> {
  return workspace.store.read(async (tx) => {
    const places = new Map<string, number>();
    for (const model of models) places.set(model, await lastItemSeq(tx, model));
    return places;
  }, SOON);
}

async function newsOf({ model, open }: LiveRecommender, newest: number, lateEvents: LateEventsOf, run: RunOptions): Promise<News> {
  const items = newest > open.itemsSeq ? await reportedSince(model, open.itemsSeq, run) : undefined;
  // Without counts what is reported is told all the same.
  const late = open.unseen.length > 0 ? await lateEvents(open).catch(() => undefined) : undefined;
  return { items, late: late && !isSame(late, open.late) ? late : undefined };
}

/** A server that is gone is not waited for: the next look asks again. */
const SOON = { lostMs: 50 };

const isSame = (a: LateEvents, b: LateEvents): boolean =>
  a.size === b.size && [...a].every(([item, { events, perDay }]) => b.get(item)?.events === events && b.get(item)?.perDay === perDay);
