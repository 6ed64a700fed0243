import { mwError } from '../../core/index.js';
import type { FitPath, TrainingSet } from '../learner.js';
import type { EarlyStop } from './early-stop.js';
import { moveByTrees } from './move-by-trees.js';
import type { Objective } from './objective.js';
import { expOf } from './predictor.js';
import type { Tree } from './tree.js';

/** Numbers of rounds, ten to a decade (the preferred numbers R10 of ISO 3): one is never more than 13% from the number that would be best. */
export const usualStages: readonly number[] = Array.from({ length: 25 }, (_, i) => Math.round(10 ** (0.9 + 0.1 * i)));
/** Stages without a lower loss after which the trees are enough: 1.6 times as many as at the best. */
const PATIENCE = 2;

/** Watches the margins of rows that the trees have not seen, as the rounds go on. */
export interface Stages extends EarlyStop {
  /** Their margins at each stage that was reached; where no tree was left to grow before, the later stages are like the last. */
  path(): Promise<Omit<FitPath, 'predictor'>>;
}

/** Ascending `values` are stages that are all wanted; without them, the usual ones until the loss has not fallen at two in a row. */
export function stagesOf(
  { x, y, weights }: TrainingSet,
  values: readonly number[] | undefined,
  objective: Objective,
  base: Float64Array,
  breathe: () => Promise<void> | undefined,
): Stages {
  const wanted = values ?? usualStages;
  const { outputs, link } = objective;
  const margins = Float64Array.from({ length: x.rows * outputs }, (_, i) => base[i % outputs]);
  const taken: Float64Array[] = [];
  let pending: Tree[] = [];
  let rounds = 0;
  let best = { loss: Infinity, stage: 0 };
  const take = async (): Promise<void> => {
    const steps = pending.map((tree, i) => ({ tree, factor: 1, output: i % outputs }));
    await moveByTrees(steps, x, outputs, margins, breathe);
    pending = [];
    const loss = objective.loss(margins, y, weights);
    if (Number.isNaN(loss)) throw mwError('MW_LEARN_DIVERGED', { learner: 'gbdt', round: rounds });
    if (loss < best.loss) best = { loss, stage: taken.length };
    taken.push(margins.slice());
  };
  return {
    async isDue(round) {
      rounds++;
      pending.push(...round);
      if (rounds !== wanted[taken.length]) return false;
      await take();
      return values === undefined && taken.length - 1 - best.stage >= PATIENCE;
    },
    keep: (grown) => grown,
    async path() {
      const isCut = taken.length < wanted.length && pending.length > 0;
      if (isCut || taken.length === 0) await take();
      const count = values?.length ?? taken.length;
      const out = new Float64Array(count * margins.length);
      for (let i = 0; i < count; i++) out.set(taken[Math.min(i, taken.length - 1)], i * margins.length);
      if (link === 'log') expOf(out, out.length);
      return { values: wanted.slice(0, count), margins: out };
    },
  };
}
