import { openEngine } from '../../data/index.js';
import type { Model } from '../define.js';
import { engineOptions } from '../engine-options.js';
import { fitModel } from './fit-model.js';
import { planOf } from './plan.js';
import { runToItsEnd } from './run-to-its-end.js';
import type { TrainOptions } from './settings.js';
import { answerOf, type Trained } from './trained.js';

/**
 * Trains a model and registers it as a new version.
 *
 * 1. Reads, types and checks the data; bad rows go to quarantine.
 * 2. Sets the holdout apart; nothing below but step 4 sees it.
 * 3. Compares linear and gbdt by cross-validation (unless a learner is named), features fitted within each fold.
 * 4. Fits the winner on the training rows and judges it on the holdout, beside a model that knows nothing.
 * 5. Refits on all rows with the same settings, replays golden rows through both engines, registers the artifact.
 *
 * The same data, seed and settings give the same digest, for any number of threads.
 */
export async function train(model: Model, options: TrainOptions): Promise<Trained> {
  const startedMs = options.clock();
  const plan = planOf(model, options);
  return runToItsEnd(model, options, async (runId) => {
    await using engine = await openEngine(engineOptions(options));
    const artifact = await fitModel(engine, model, options, startedMs, plan);
    options.progress('registering the version');
    const version = await options.workspace.registry.register(model.name, artifact, runId);
    return answerOf(version, artifact, (options.clock() - startedMs) / 1000);
  });
}
