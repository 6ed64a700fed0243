import { setImmediate } from 'node:timers/promises';
import { memberFits } from '../ensemble/fit-members.js';
import { outOfFold, splitsOf } from '../ensemble/out-of-fold.js';
import { withMembers, type FindLearner } from '../ensemble/params.js';
import type { FitInput, FitRun, Predictor } from '../learner.js';
import { paceOf } from '../pace.js';
import { resolveParams, type Member } from '../params.js';
import type { StackModel } from './model.js';
import { overMargins } from './over-margins.js';
import { stackParams } from './params.js';

interface Settings {
  readonly members: readonly Member[];
  readonly folds: number;
  readonly l2: number;
}

/** Fits the linear model on out-of-fold margins, then every member on all rows. */
export async function fitStack(find: FindLearner, input: FitInput, run: FitRun): Promise<StackModel> {
  const settings = withMembers(find, input.task, 'stack', resolveParams('stack', stackParams, run.params)) as unknown as Settings;
  await setImmediate();
  run.signal.throwIfAborted();
  const { members, folds, l2 } = settings;
  const splits = splitsOf(input, folds, run.seed);
  const fit = memberFits(find, input.task, run, members.length * (splits.length + 1));
  const over =
    splits.length === 0
      ? meanOf(members.length, input.classes)
      : await overMargins(input, await outOfFold(members, fit, input, splits, paceOf(run.signal)), l2, run);
  const predictors: Predictor[] = [];
  for (const member of members) predictors.push(await fit(member, input, 'all rows'));
  return { task: input.task, learners: members.map(({ learner }) => learner), predictors, ...over, columns: input.x.columns.length };
}

/** The mean of the members, where there are too few rows to learn better. */
function meanOf(members: number, outputs: number): Pick<StackModel, 'base' | 'coefficients'> {
  const coefficients = new Float64Array(members * outputs * outputs);
  for (let m = 0; m < members; m++) for (let k = 0; k < outputs; k++) coefficients[(m * outputs + k) * outputs + k] = 1 / members;
  return { base: new Float64Array(outputs), coefficients };
}
