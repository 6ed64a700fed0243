import { setImmediate } from 'node:timers/promises';
import { memberFits } from '../ensemble/fit-members.js';
import { outOfFold, splitsOf } from '../ensemble/out-of-fold.js';
import { withMembers, type FindLearner } from '../ensemble/params.js';
import type { FitInput, FitRun, Predictor } from '../learner.js';
import { paceOf } from '../pace.js';
import { resolveParams, type Member } from '../params.js';
import type { BlendModel } from './model.js';
import { blendParams } from './params.js';
import { selectWeights } from './select.js';

interface Settings {
  readonly members: readonly Member[];
  readonly folds: number;
  readonly rounds: number;
}

/** Finds the weights on out-of-fold margins, unless they are given, then fits the members that have one on all rows. */
export async function fitBlend(find: FindLearner, input: FitInput, run: FitRun): Promise<BlendModel> {
  const settings = withMembers(find, input.task, 'blend', resolveParams('blend', blendParams, run.params)) as unknown as Settings;
  await setImmediate();
  run.signal.throwIfAborted();
  const { members, folds, rounds } = settings;
  const given = givenWeights(members);
  const splits = given || members.length === 1 ? [] : splitsOf(input, folds, run.seed);
  const fit = memberFits(find, input.task, run, members.length * (splits.length + 1));
  const pace = paceOf(run.signal);
  const weights =
    given ??
    (splits.length === 0
      ? new Float64Array(members.length).fill(1 / members.length)
      : await selectWeights(input.task, input.classes, await outOfFold(members, fit, input, splits, pace), { rounds }, pace));
  const kept = [...weights.keys()].filter((m) => weights[m] > 0);
  const predictors: Predictor[] = [];
  for (const m of kept) predictors.push(await fit(members[m], input, 'all rows'));
  return {
    task: input.task,
    learners: kept.map((m) => members[m].learner),
    predictors,
    weights: Float64Array.from(kept, (m) => weights[m]),
    columns: input.x.columns.length,
  };
}

/** Shares that the members came with, adding up to 1. */
function givenWeights(members: readonly Member[]): Float64Array | undefined {
  const sum = members.reduce((total, { weight = NaN }) => total + weight, 0);
  return Number.isNaN(sum) ? undefined : Float64Array.from(members, ({ weight }) => weight! / sum);
}
