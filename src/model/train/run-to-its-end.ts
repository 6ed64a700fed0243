import { MillwrightError, mwError } from '../../core/index.js';
import type { Model } from '../define.js';
import type { TrainOptions } from './settings.js';

const KEPT = 'No version was registered; those before it are as they were.';
const TRIALS_KEPT = 'Trials that had ended are kept.';

/** Keeps the run's row honest: running while the work goes on, then finished (by the registration), failed or interrupted. */
export async function runToItsEnd<T>(
  model: Pick<Model, 'name' | 'seed'>,
  options: Omit<TrainOptions, 'tuning'> & Pick<TrainOptions, 'tuning'>,
  work: (runId: string) => Promise<T>,
): Promise<T> {
  const { registry } = options.workspace;
  const settings = {
    learner: options.learner ?? null,
    params: options.params ?? null,
    metric: options.metric ?? null,
    seed: options.seed ?? model.seed,
    ...(options.tuning ? { tuning: { ...options.tuning } } : {}),
  };
  const runId = await registry.startRun({ model: model.name, kind: 'train', settings });
  try {
    options.signal.throwIfAborted();
    return await work(runId);
  } catch (error) {
    const interrupted = options.signal.aborted;
    const typed = interrupted ? mwError('MW_INTERRUPTED', { kept: options.tuning ? `${KEPT} ${TRIALS_KEPT}` : KEPT }) : error;
    await registry.endRun(
      runId,
      interrupted ? 'interrupted' : 'failed',
      typed instanceof MillwrightError ? { ...typed.toJSON() } : { message: String(error) },
    );
    throw typed;
  }
}
