import { setImmediate } from 'node:timers/promises';
import { headsOf } from '../../core/index.js';
import type { FitInput, FitRun } from '../learner.js';
import { blocksOf } from '../linear/blocks.js';
import { designOf } from '../linear/design.js';
import type { LinearModel } from '../linear/model.js';
import { paceOf } from '../pace.js';
import { planOf } from '../linear/plan.js';
import { solve } from '../linear/solve.js';
import { toModel } from '../linear/to-model.js';
import { meanOf } from '../priors.js';
import { devianceLoss } from './deviance.js';
import { powerOf, settingsOf } from './params.js';
import { checkTargets } from './targets.js';

/**
 * Fits the logarithm of the mean by Newton's method, with the solvers of `linear`. Targets are taken in units of their mean and the
 * penalties with them, which leaves the optimum where it is and starts at the best intercept. Cost: about ten passes over the rows, each
 * of the square of the columns.
 */
export async function fitGlm(input: FitInput<'regression'>, run: FitRun): Promise<LinearModel> {
  const settings = settingsOf(run.params);
  await setImmediate();
  run.signal.throwIfAborted();
  checkTargets(input.y, settings);
  const weights = input.weights ?? new Float64Array(input.y.length).fill(1);
  const unit = meanOf(input.y, weights);
  const y = input.y.map((value) => value / unit);
  const power = powerOf(settings);
  const inUnits = Math.min(1e200, unit ** (power - 2));
  const plan = planOf(input.x, weights);
  const params = new Float64Array(plan.width);
  const problem = {
    blocks: blocksOf(designOf(input.x, plan)),
    loss: devianceLoss(power, y),
    y,
    weights,
    l1: settings.l1 * inUnits,
    l2: settings.l2 * inUnits,
    nonNegative: false,
  };
  const { maxIterations, tolerance } = settings;
  await solve(problem, params, { maxIterations, tolerance, pace: paceOf(run.signal), signal: run.signal, progress: run.progress });
  return toModel(headsOf(input.x), plan, params, 1, { scale: 1, shift: Math.log(unit) });
}
