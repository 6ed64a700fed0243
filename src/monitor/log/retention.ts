import type { Clock } from '../../core/index.js';
import { getState, modelsLoggedBefore, putState, removePredictionsBefore, removeSlatesBefore, type LoggedKind } from '../../store/index.js';
import type { LogDatabase } from './database.js';

/** How long a log is kept, and what keeps it so. */
export interface RetentionParts {
  /** Names the log among those of other processes. */
  readonly id: string;
  /** Predictions that were answered longer ago than this go, with their outcomes, and recommended lists. */
  readonly keepMs: number;
  readonly database: Pick<LogDatabase, 'read' | 'write'>;
  /** How long one change may take: where changes wait for one another, as long as a commit may be held up. */
  readonly stepMs: number;
  readonly clock: Clock;
  /** Whether the database can be reached; while it cannot, nothing is tried. */
  readonly able: () => boolean;
}

/** Predictions per change: begun with the least, grown and shrunk so that one takes about `stepMs`. */
const STEP = { least: 100, most: 2000 } as const;
/** After a change, so many times what it took is left to others: a backlog takes a quarter of the log's thread. */
const REST = 3;
const LEAST_REST_MS = 5;
/** When nothing is due, the next look comes after a hundredth of what is kept, within these bounds. */
const LOOK_MS = { least: 1000, most: 60_000 } as const;
/** Of several logs on one database one removes; another takes over when it was not heard for so long. */
const TURN_MS = 120_000;
const TURN = 'log.retention';

/**
 * Removes what is older than a log is meant to reach back, for as long as it is open: in changes of a few milliseconds between the commits of
 * the log, so that none waits longer than one such change. Gives a way to end it. Fails silently: what could not be removed now is removed later.
 */
export function startRetention(parts: RetentionParts): () => Promise<void> {
  const { database, clock, keepMs, stepMs, able } = parts;
  const lookMs = Math.min(LOOK_MS.most, Math.max(LOOK_MS.least, keepMs / 100));
  let ended = false;
  let size: number = STEP.least;
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  const step = async (): Promise<number> => {
    if (!able()) return lookMs;
    const before = clock() - keepMs;
    const due = await database.read(async (tx) => ({
      predictions: await modelsLoggedBefore(tx, before),
      slates: await modelsLoggedBefore(tx, before, 'slates'),
    }));
    if (due.predictions.length + due.slates.length === 0) return lookMs;
    const startedMs = performance.now();
    const removed = await removeSome(parts, due, before, size);
    if (removed === 0) return lookMs;
    const tookMs = performance.now() - startedMs;
    size = Math.round(Math.min(STEP.most, 2 * size, Math.max(STEP.least, (size * stepMs) / tookMs)));
    return Math.max(LEAST_REST_MS, REST * tookMs);
  };
  const schedule = (afterMs: number): void => {
    if (ended) return;
    timer = setTimeout(() => {
      working = step()
        .catch(() => lookMs)
        .then(schedule);
    }, afterMs);
    timer.unref();
  };
  schedule(LOOK_MS.least);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await working;
  };
}

/** One change: the oldest predictions and lists, unless another log has the turn. */
async function removeSome(
  { id, database, clock }: RetentionParts,
  due: Readonly<Record<LoggedKind, readonly string[]>>,
  before: number,
  most: number,
): Promise<number> {
  let removed = 0;
  await database.write(async (tx) => {
    removed = 0;
    const now = clock();
    const turn = await getState<{ readonly by: string; readonly at: number }>(tx, TURN);
    if (turn && turn.by !== id && Math.abs(now - turn.at) < TURN_MS) return;
    for (const model of due.predictions)
      if (removed < most) removed += (await removePredictionsBefore(tx, model, before, most - removed)).predictions;
    for (const model of due.slates) if (removed < most) removed += await removeSlatesBefore(tx, model, before, most - removed);
    await putState(tx, TURN, { by: id, at: now }, now);
  });
  return removed;
}
