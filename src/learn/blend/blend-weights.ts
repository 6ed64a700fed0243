import type { OutOfFold } from '../ensemble/out-of-fold.js';
import type { Task } from '../learner.js';
import { paceOf } from '../pace.js';
import { selectWeights, type Selection } from './select.js';

/**
 * The weights that a blend would give members whose margins are known on rows that their fits did not see: what {@link selectWeights} finds.
 * Weights add up to 1; 0 for a member that does not help, and all are 0 where none may be picked. Rejects with the reason of `signal`.
 *
 * ```ts
 * import { blendWeights } from 'millwright/learn';
 *
 * const known = { y: Float64Array.of(0), weights: Float64Array.of(1), margins: [Float64Array.of(1), Float64Array.of(-2)] };
 * await blendWeights('regression', 1, known, { rounds: 3 }, new AbortController().signal); // ⅔, ⅓
 * ```
 */
export const blendWeights = (
  task: Task,
  outputs: number,
  known: OutOfFold,
  selection: Selection,
  signal: AbortSignal,
): Promise<Float64Array> => selectWeights(task, outputs, known, selection, paceOf(signal));
