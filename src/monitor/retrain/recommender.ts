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

/** What retraining a recommender answers: the new version, and whether it took the champion's place. */
export interface RetrainedRecommender extends TrainedRecommender {
  readonly promote: Promoted;
}

/** A log that holds less than this share of the events that the champion learned from has lost some: nobody takes back half of what they did. */
const LEAST_EVENTS = 0.5;

/**
 * Trains a recommender again, on its files and on what the server took since, and lets the new version take the champion's place if the gate allows it and the log is not
 * suddenly much smaller. One retraining of a model at a time, over all processes: otherwise `MW_MONITOR_RETRAIN_BUSY`.
 */
export const retrainRecommender = (model: RecommenderModel, run: RunOptions): Promise<RetrainedRecommender> =>
  alone(model.name, run, async () => {
    const before = await championEvents(model.name, run);
    const trained = await trainRecommender(model, run);
    const events = trained.rows.train + trained.rows.holdout;
    if (before && events < LEAST_EVENTS * before.events) {
      const reason = `There are ${events.toLocaleString('en')} events, where ${before.name} learned from ${before.events.toLocaleString('en')}: the log has lost some.`;
      const promote = {
        model: model.name,
        alias: 'champion',
        from: before.version,
        to: trained.version,
        moved: false,
        gate: { passed: false, reasons: [reason] },
      };
      return { ...trained, promote };
    }
    return { ...trained, promote: await promoteVersion(`${trained.model}@${trained.version}`, 'champion', { force: false }, run) };
  });

async function championEvents(
  model: string,
  run: RunOptions,
): Promise<{ readonly name: string; readonly version: number; readonly events: number } | undefined> {
  const { registry } = run.workspace;
  const known = (await registry.models()).find((one) => one.model === model)?.aliases['champion'];
  if (known === undefined) return undefined;
  const { record } = await openRecommender(`${model}@${known}`, run);
  return { name: `${model}@${known}`, version: known, events: record.rows.train + record.rows.holdout };
}
