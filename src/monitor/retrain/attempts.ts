import { DAY_MS, type Json } from '../../core/index.js';
import type { RetrainRules, RunOptions } from '../../model/index.js';
import { addAudit, getState, putState, type Store } from '../../store/index.js';
import type { RetrainState } from './due.js';

const PROMOTIONS_PER_DAY = 1;

/** What is remembered of a model's retraining; writes down the first look. */
export function retrainState(store: Store, model: string, now: number): Promise<RetrainState> {
  return store.write(async (tx) => {
    const found = await getState<RetrainState & Record<string, Json>>(tx, stateKey(model));
    if (found) return found;
    const first = { since: now, lastAt: null };
    await putState(tx, stateKey(model), first, now);
    return first;
  });
}

const stateKey = (model: string): string => `retrain:${model}`;

/** An attempt counts from its beginning, so that one that is killed every time is not made again and again. */
export async function beginAttempt(store: Store, model: string, now: number): Promise<void> {
  const { since } = await retrainState(store, model, now);
  await store.write((tx) => putState(tx, stateKey(model), { since, lastAt: now }, now));
}

/** The promotions that retraining made since midnight UTC, read from the history of the alias: nothing can disagree with it. */
export async function spent(
  model: string,
  { promotionsPerDay = PROMOTIONS_PER_DAY }: RetrainRules,
  { workspace, clock }: RunOptions,
): Promise<readonly string[]> {
  const midnight = Math.floor(clock() / DAY_MS) * DAY_MS;
  const moves = await workspace.registry.history(model, 'champion');
  const today = moves.filter(
    ({ kind, at, note }) => kind === 'move' && at >= midnight && (note as { retrained?: true } | null)?.retrained === true,
  );
  return today.length < promotionsPerDay
    ? []
    : [`Retraining has promoted ${today.length} of at most ${promotionsPerDay} versions today (UTC).`];
}

/** Writes down why a new version did not replace the champion. */
export async function refusedInAudit(
  { workspace, clock }: RunOptions,
  subject: string,
  reasons: readonly string[],
  triggered: Json,
): Promise<void> {
  await workspace.store.write((tx) =>
    addAudit(tx, { at: clock(), actor: 'retrain', action: 'retrain.refused', subject, detail: { reasons: [...reasons], triggered } }),
  );
}
