import type { AnyTask } from '../../core/index.js';
import type { AnyLearner, Predictor } from '../../learn/index.js';
import { fit } from './fitting.js';
import { referenceProblem } from './problem.js';

/**
 * A learner at its defaults, fitted on the problem that the conformance suite sets: three numbers, a yes/no and a category of four levels, with
 * gaps. Seeded, so that what it stores can be compared.
 *
 * ```ts
 * import { learners } from 'millwright/learn';
 * import { referenceFit } from 'millwright/testing';
 *
 * const { arrays } = (await referenceFit(learners.gbdt, 'binary', 300)).toParts();
 * ```
 */
export function referenceFit(learner: AnyLearner, task: AnyTask, rows: number): Promise<Predictor> {
  return fit({ learner, params: {} }, referenceProblem(task, 1, rows));
}
