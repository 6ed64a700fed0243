import { mwError } from '../../core/index.js';
import type { Cost } from '../../learn/index.js';
import { dominates, type Sampler, type Trial } from '../../tune/index.js';

/** What a search may weigh against the metric: what it reads of a fitted predictor's cost, the lower the better. */
const TABLE = {
  latency: (cost: Cost) => cost.microseconds,
  size: (cost: Cost) => cost.bytes,
} as const;

/** An objective of a search beside its metric: microseconds for a row, features included, as reckoned; or bytes of the predictor as it is stored. */
export type Objective = keyof typeof TABLE;

/** Their names. */
export const objectives = Object.keys(TABLE) as readonly Objective[];

const refuse = (fault: string): Error => mwError('MW_TUNE_OBJECTIVES', { fault, known: objectives });

/** Refuses with `MW_TUNE_OBJECTIVES` what several objectives cannot be searched with. */
export function checkObjectives(asked: readonly string[], sampler: Sampler, pruner: string | undefined): readonly Objective[] {
  const odd = asked.find((name) => !Object.hasOwn(TABLE, name));
  if (odd !== undefined) throw refuse(`there is no "${odd}"`);
  if (new Set(asked).size < asked.length) throw refuse('one is named twice');
  if (asked.length + 1 > sampler.objectives)
    throw refuse(`the sampler "${sampler.name}" weighs the metric alone; nsga2, random and sobol weigh several`);
  if (asked.length > 0 && pruner !== undefined && pruner !== 'none')
    throw refuse(`the pruner "${pruner}" gives up on what is worse by the metric, which may be better by another`);
  return asked as readonly Objective[];
}

/** The losses of a trial: that of the metric, then one per objective. */
export const lossesOf = (loss: number, cost: Cost, asked: readonly Objective[]): readonly number[] => [
  loss,
  ...asked.map((name) => TABLE[name](cost)),
];

/** The numbers of the trials that no other beats: as good in all objectives, and better in one. */
export function frontOf(trials: readonly Pick<Trial, 'number' | 'losses'>[]): ReadonlySet<number> {
  const known = trials.filter(({ losses }) => losses !== null);
  const isBeaten = (own: readonly number[]): boolean => known.some(({ losses }) => dominates(losses!, own));
  return new Set(known.filter(({ losses }) => !isBeaten(losses!)).map(({ number }) => number));
}
