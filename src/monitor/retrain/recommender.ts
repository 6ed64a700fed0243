import {
  trainRecommender,
  type Promoted,
  type RecommenderModel,
  type RecommendRecord,
  type RunOptions,
  type TrainedRecommender,
} from '../../model/index.js';
import { aliasVersion } from '../../store/index.js';
import { alone } from './alone.js';
import { beginAttempt, spent } from './attempts.js';
import type { Trigger } from './due.js';
import { replaceChampion } from './replace.js';

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
    const { workspace, clock } = run;
    await beginAttempt(workspace.store, model.name, clock());
    const trained = await trainRecommender(model, run);
    const from = (await workspace.store.read((tx) => aliasVersion(tx, model.name, 'champion'))) ?? null;
    const doubts = [
      ...(from === null ? [] : await lossSince(`${model.name}@${from}`, trained, run)),
      ...(triggered.length > 0 ? await spent(model.name, model.monitor?.retrain ?? {}, run) : []),
    ];
    const promote = await replaceChampion({ model: model.name, version: trained.version, from, doubts, triggered }, run);
    return { ...trained, promote, ...(triggered.length > 0 ? { triggered } : {}) };
  });

/** Whether the log holds much less than what the champion learned from, in words. */
async function lossSince(champion: string, { rows }: TrainedRecommender, { workspace }: RunOptions): Promise<readonly string[]> {
  const { record } = await workspace.registry.resolve(champion);
  const before = eventsIn(record as unknown as RecommendRecord);
  const now = eventsIn({ rows });
  if (now >= LEAST_EVENTS * before) return [];
  return [
    `There are ${now.toLocaleString('en')} events, where ${champion} learned from ${before.toLocaleString('en')}: the log has lost some.`,
  ];
}

/** How many events a version learned from. */
const eventsIn = ({ rows: { train, holdout } }: Pick<RecommendRecord, 'rows'>): number => train + holdout;
