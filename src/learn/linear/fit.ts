import { setImmediate } from 'node:timers/promises';
import { headsOf } from '../../core/index.js';
import type { FitInput, FitRun } from '../learner.js';
import { blocksOf } from './blocks.js';
import { designOf } from './design.js';
import { lossOf } from './loss.js';
import type { LinearModel } from './model.js';
import { paceOf } from '../pace.js';
import { settingsOf, type LinearSettings } from './params.js';
import { planOf, type Plan } from './plan.js';
import { rowWeights } from './row-weights.js';
import { scaleOf } from '../scale.js';
import { solve } from './solve.js';
import { forAllClasses, occurringClasses, priorScores } from './start.js';
import { toModel } from './to-model.js';

/**
 * Fits logistic, multinomial or linear regression with ridge and lasso penalties. Columns are standardised inside, missing numbers
 * count as the mean plus a coefficient of their own, categories have a coefficient per level. `plans` says in which units columns are penalised.
 */
export async function fitLinear(input: FitInput, run: FitRun, plans = planOf): Promise<LinearModel> {
  const settings = settingsOf(run.params, input.task);
  await setImmediate();
  run.signal.throwIfAborted();
  const weights = rowWeights(input.y, input.weights, false, 0);
  const plan = plans(input.x, weights);
  const fitTask = input.task === 'regression' ? fitNumbers : input.task === 'binary' ? fitOdds : fitClasses;
  return fitTask({ ...input, weights }, plan, settings, run);
}

type Weighted = FitInput & { readonly weights: Float64Array };

async function fitNumbers(input: Weighted, plan: Plan, settings: LinearSettings, run: FitRun): Promise<LinearModel> {
  const { mean, deviation } = scaleOf(input.y, input.weights);
  const params = new Float64Array(plan.width);
  const y = input.y.map((value) => (value - mean) / deviation);
  await minimise({ ...input, y }, 1, plan, settings, params, run);
  return toModel(headsOf(input.x), plan, params, 1, { scale: deviation, shift: mean });
}

async function fitOdds(input: Weighted, plan: Plan, settings: LinearSettings, run: FitRun): Promise<LinearModel> {
  const balanced = settings.classWeight === 'balanced';
  const weights = rowWeights(input.y, input.weights, balanced, 2);
  const [no, yes] = priorScores(input.y, weights, 2);
  const params = new Float64Array(plan.width);
  params[0] = yes - no;
  if (occurringClasses(input.y, 2).length === 2) await minimise({ ...input, weights }, 1, plan, settings, params, run);
  return toModel(headsOf(input.x), plan, params, 1, { scale: 1, shift: 0 });
}

async function fitClasses(input: Weighted, plan: Plan, settings: LinearSettings, run: FitRun): Promise<LinearModel> {
  const { classes } = input;
  const occurring = occurringClasses(input.y, classes);
  const place = new Int32Array(classes);
  occurring.forEach((k, i) => (place[k] = i));
  const y = input.y.map((k) => place[k]);
  const weights = rowWeights(y, input.weights, settings.classWeight === 'balanced', occurring.length);
  const params = new Float64Array(plan.width * occurring.length);
  params.set(priorScores(y, weights, occurring.length));
  await minimise({ ...input, y, weights }, occurring.length, plan, settings, params, run);
  const half = 0.5 / weights.reduce((sum, weight) => sum + weight, 0);
  return toModel(headsOf(input.x), plan, forAllClasses(params, occurring, classes, half), classes, { scale: 1, shift: 0 });
}

async function minimise(
  { task, x, y, weights }: Weighted,
  classes: number,
  plan: Plan,
  { l1, l2, nonNegative, maxIterations, tolerance }: LinearSettings,
  params: Float64Array,
  run: FitRun,
): Promise<void> {
  const problem = { blocks: blocksOf(designOf(x, plan)), loss: lossOf(task, classes), y, weights, l1, l2, nonNegative };
  await solve(problem, params, { maxIterations, tolerance, pace: paceOf(run.signal), signal: run.signal, progress: run.progress });
}
