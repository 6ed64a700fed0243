import {
  openRecommender,
  promoteVersion,
  trainRecommender,
  type Promoted,
  type RecommenderModel,
  type RunOptions,
  type TrainedRecommender,
} from '../../model/index.js';
import { alone } from './alone.js';
import { beginAttempt, refusedInAudit, spent } from './attempts.js';
import type { Trigger } from './due.js';

/** What retraining a recommender answers: the new version, and whether it took the champion's place. */
export interface RetrainedRecommender extends TrainedRecommender {
  readonly promote: Promoted;
  /** Why; absent when a person asked. */
  readonly triggered?: readonly Trigger[];
}

/** A log that holds less than this share of the events that the champion learned from has lost some: nobody takes back half of what they did. */
const LEAST_EVENTS = 0.5;

/**
 * Trains a recommender again, on its files and on what the server took since, and lets the new version take the champion's place if the gate allows it and the log is not
 * suddenly much smaller; of its own accord (`triggered`) at most so many times a day. A refusal is in the audit log. One retraining of a model at a time, over all processes: otherwise `MW_MONITOR_RETRAIN_BUSY`.
 */
export const retrainRecommender = (
  model: RecommenderModel,
  run: RunOptions,
  triggered: readonly Trigger[] = [],
): Promise<RetrainedRecommender> =>
  alone(model.name, run, async () => {
    await beginAttempt(run.workspace.store, model.name, run.clock());
    const before = await championEvents(model.name, run);
    const trained = await trainRecommender(model, run);
    const because = triggered.map(({ kind, text }) => ({ kind, text }));
    const ref = `${trained.model}@${trained.version}`;
    const reasons = [
      ...lossOf(trained, before),
      ...(triggered.length > 0 ? await spent(model.name, model.monitor?.retrain ?? {}, run) : []),
    ];
    const promote: Promoted =
      reasons.length > 0
        ? {
            model: model.name,
            alias: 'champion',
            from: before?.version ?? null,
            to: trained.version,
            moved: false,
            gate: { passed: false, reasons },
          }
        : await promoteVersion(ref, 'champion', { force: false, note: { retrained: true, triggered: because } }, run);
    if (!promote.moved) await refusedInAudit(run, ref, promote.gate.reasons, because);
    return { ...trained, promote, ...(triggered.length > 0 ? { triggered } : {}) };
  });

function lossOf({ rows }: TrainedRecommender, before: ChampionEvents | undefined): readonly string[] {
  const events = rows.train + rows.holdout;
  if (!before || events >= LEAST_EVENTS * before.events) return [];
  return [
    `There are ${events.toLocaleString('en')} events, where ${before.name} learned from ${before.events.toLocaleString('en')}: the log has lost some.`,
  ];
}

interface ChampionEvents {
  readonly name: string;
  readonly version: number;
  readonly events: number;
}

async function championEvents(model: string, run: RunOptions): Promise<ChampionEvents | undefined> {
  const { registry } = run.workspace;
  const known = (await registry.models()).find((one) => one.model === model)?.aliases['champion'];
  if (known === undefined) return undefined;
  const { record } = await openRecommender(`${model}@${known}`, run);
  return { name: `${model}@${known}`, version: known, events: record.rows.train + record.rows.holdout };
}
