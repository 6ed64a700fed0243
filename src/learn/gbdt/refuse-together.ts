import { mwError } from '../../core/index.js';
import type { Objective } from './objective.js';
import type { GbdtSettings } from './params.js';

/** Throws `MW_LEARN_PARAM_VALUE` for settings that cannot be had together. */
export function refuseTogether({ boosting, earlyStoppingRounds, linearLeaves, monotone }: GbdtSettings, objective: Objective): void {
  if (boosting === 'dart' && earlyStoppingRounds > 0)
    refuse('earlyStoppingRounds', '0 with "boosting": "dart", whose rounds change those before them', `${earlyStoppingRounds}`);
  if (!linearLeaves) return;
  if (Object.keys(monotone).length > 0)
    refuse('monotone', 'empty with "linearLeaves", since a line may rise and fall', JSON.stringify(monotone));
  if (objective.leafQuantile !== undefined)
    refuse('linearLeaves', 'false for the objectives "absolute" and "quantile", whose leaves are quantiles', 'true');
}

function refuse(name: string, due: string, got: string): never {
  throw mwError('MW_LEARN_PARAM_VALUE', { learner: 'gbdt', name, due, got });
}
