import { mwError } from '../../core/index.js';
import type { TrainingSet } from '../learner.js';
import { moveByTrees } from './move-by-trees.js';
import type { Objective } from './objective.js';
import type { Tree } from './tree.js';

/** Watches the loss on rows that the trees have not seen. */
export interface EarlyStop {
  /** Takes in one round's trees, and says whether the loss has not improved for long enough. Throws `MW_LEARN_DIVERGED` where it is no number. */
  isDue(round: readonly Tree[]): Promise<boolean>;
  /** How many of the `grown` trees to keep: those up to the best round. */
  keep(grown: number): number;
}

/** Never due without validation rows, or when `patience` is 0 rounds. */
export function earlyStop(
  validation: TrainingSet | undefined,
  patience: number,
  objective: Objective,
  base: Float64Array,
  breathe: () => Promise<void> | undefined,
): EarlyStop {
  if (validation === undefined || validation.x.rows === 0 || patience === 0)
    return { isDue: () => Promise.resolve(false), keep: (grown) => grown };
  const { x, y, weights } = validation;
  const { outputs } = objective;
  const margins = Float64Array.from({ length: x.rows * outputs }, (_, i) => base[i % outputs]);
  let best = objective.loss(margins, y, weights);
  let bestRound = 0;
  let rounds = 0;
  return {
    async isDue(round) {
      rounds++;
      const steps = round.map((tree, output) => ({ tree, factor: 1, output }));
      await moveByTrees(steps, x, outputs, margins, breathe);
      const loss = objective.loss(margins, y, weights);
      if (Number.isNaN(loss)) throw mwError('MW_LEARN_DIVERGED', { learner: 'gbdt', round: rounds });
      if (loss < best) {
        best = loss;
        bestRound = rounds;
      }
      return rounds - bestRound >= patience;
    },
    keep: () => bestRound * outputs,
  };
}
