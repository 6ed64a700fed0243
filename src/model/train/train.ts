import type { AnyTask, TargetlessTask, Task } from '../../core/index.js';
import { openEngine, type Engine, type Schema } from '../../data/index.js';
import type { Artifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import type { Model } from '../define.js';
import { engineOptions } from '../engine-options.js';
import { fitModel } from './fit-model.js';
import { planOf, rowsPlanOf } from './plan.js';
import { fitRows } from './rows/fit-rows.js';
import { runToItsEnd } from './run-to-its-end.js';
import type { TrainOptions } from './settings.js';
import { stoppable } from './stop.js';
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
 * Without a target: 2. as above, 3. tries numbers of segments over resampled rows, 4. judges by what needs no truth, 5. as above.
 * The same data, seed and settings give the same digest, for any number of threads.
 */
export async function train(model: Model, asked: TrainOptions): Promise<Trained> {
  const options = stoppable(asked);
  const startedMs = options.clock();
  const fit = fitterOf(model, options, startedMs);
  return runToItsEnd(model, options, async (runId) => {
    await using engine = await openEngine(engineOptions(options));
    const artifact = await fit(engine);
    options.progress('registering the version');
    const version = await options.workspace.registry.register(model.name, artifact, runId);
    return answerOf(version, artifact, (options.clock() - startedMs) / 1000);
  });
}

/** The work of a model's kind of task, planned: a plan that cannot be is refused before any data is read. */
function fitterOf(model: Model, options: TrainOptions, startedMs: number): (engine: Engine) => Promise<Artifact<ModelContent<AnyTask>>> {
  if (model.problem.target === null) {
    const own = model as Model<Schema, TargetlessTask>;
    const plan = rowsPlanOf(own, options);
    return (engine) => fitRows(engine, own, options, startedMs, plan);
  }
  const own = model as Model<Schema, Task>;
  const plan = planOf(own, options);
  return (engine) => fitModel(engine, own, options, startedMs, plan);
}
