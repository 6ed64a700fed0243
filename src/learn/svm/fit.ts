import { setImmediate } from 'node:timers/promises';
import { random, type Random } from '../../core/index.js';
import type { FitInput, FitRun } from '../learner.js';
import { paceOf, type Pace } from '../pace.js';
import { scaleOf } from '../scale.js';
import { pointsOf, spaceOf, type Points, type Space } from '../mixed/space.js';
import { classesOf, classShares, classTotals, meanOf } from '../priors.js';
import { linearBody, rbfBody } from './body.js';
import { kernelMatrix } from './kernel-matrix.js';
import { coefficientsOf, landmarksOf } from './landmarks.js';
import { kernelMachine, linearMachine, type Machine, type Solution } from './machine.js';
import type { Body, SvmModel } from './model.js';
import { fitOdds, type OddsRun } from './odds.js';
import { planOf, type SvmPlan } from './params.js';
import { pricesOf } from './problem.js';
import { denseRows, mixedRows } from './row-source.js';
import { gammaOf } from './similarity.js';

/**
 * Fits a support vector machine: for numbers ε-regression on the standardised target, else one machine per class against the others
 * (one for two classes) with Platt's probabilities. Weights count in ratios: the price of a row is `cost` × its weight / their mean.
 * Cost: rows² similarities for the exact kernel; every classification trains `folds` + 1 times. Throws the signal's reason once it is
 * aborted.
 */
export async function fitSvm(input: FitInput, run: FitRun): Promise<SvmModel> {
  const plan = planOf(run.params, input.task, input.x.rows);
  run.progress?.('comparing rows', 0, 1);
  await setImmediate();
  run.signal.throwIfAborted();
  const space = spaceOf(input.x, input.weights);
  const trained = await trainer(plan, space, pointsOf(space, input.x), random(run.seed, 'svm'), paceOf(run.signal));
  const outputs = await (input.task === 'regression' ? fitNumbers : fitClasses)(input, plan, trained.machine, run);
  run.signal.throwIfAborted();
  return {
    outputs: outputs.length,
    space,
    body: trained.bodyOf(outputs.map(({ solution }) => solution)),
    slope: Float64Array.from(outputs, ({ slope }) => slope),
    shift: Float64Array.from(outputs, ({ shift }) => shift),
  };
}

interface Trainer {
  readonly machine: Machine;
  /** What a predictor keeps of the solutions, one per output. */
  bodyOf(solutions: readonly (Solution | undefined)[]): Body;
}

async function trainer(plan: SvmPlan, space: Space, points: Points, draw: Random, pace: Pace): Promise<Trainer> {
  const { solver, tolerance, landmarks: count } = plan;
  if (solver === 'linear')
    return {
      machine: linearMachine(mixedRows(space, points), tolerance, pace),
      bodyOf: (solutions) => linearBody(space, points, solutions),
    };
  const gamma = plan.gamma > 0 ? plan.gamma : gammaOf(space, points);
  if (solver === 'exact') {
    const kernels = await kernelMatrix(space, points, gamma, pace);
    return { machine: kernelMachine(kernels, points.rows, tolerance, pace), bodyOf: (solutions) => rbfBody(gamma, points, solutions) };
  }
  const landmarks = await landmarksOf(space, points, count, gamma, draw.fork('landmarks'), pace);
  const overLandmarks = (solution: Solution | undefined) =>
    solution && { values: coefficientsOf(landmarks.factor, solution.values.subarray(1)), bias: solution.bias };
  return {
    machine: linearMachine(denseRows(landmarks.features, landmarks.points.rows), tolerance, pace),
    bodyOf: (solutions) => rbfBody(gamma, landmarks.points, solutions.map(overLandmarks)),
  };
}

interface Output {
  readonly solution: Solution | undefined;
  readonly slope: number;
  readonly shift: number;
}

async function fitNumbers({ y, weights }: FitInput, plan: SvmPlan, machine: Machine, run: FitRun): Promise<readonly Output[]> {
  const { mean, deviation } = scaleOf(y, weights ?? new Float64Array(y.length).fill(1));
  run.progress?.('training machines', 0, 1);
  const problem = {
    rows: Int32Array.from(y.keys()),
    target: y.map((value) => (value - mean) / deviation),
    ...pricesOf(plan.loss, costsOf(y.length, weights, plan.cost)),
    epsilon: plan.epsilon,
    isRegression: true,
  };
  const solution = await machine.solve(problem, random(run.seed, 'svm', 'order'));
  run.progress?.('training machines', 1, 1);
  return [{ solution, slope: deviation, shift: mean }];
}

/** One machine for two classes, else one per class. A class without rows, or with all of them, keeps the odds of its share. */
async function fitClasses(input: FitInput, plan: SvmPlan, machine: Machine, run: FitRun): Promise<readonly Output[]> {
  const { y, weights, task } = input;
  const totals = classTotals(y, weights, classesOf(task, input.classes));
  const shares = classShares(totals);
  const positives = task === 'binary' ? [1] : [...totals.keys()];
  const outputs: Output[] = [];
  for (const [k, positive] of positives.entries()) {
    const isPositive = Uint8Array.from(y, (one) => (one === positive ? 1 : 0));
    if (!isPositive.includes(1) || !isPositive.includes(0)) {
      outputs.push({ solution: undefined, slope: 0, shift: Math.log(shares[positive]) - Math.log(restOf(shares, positive)) });
      continue;
    }
    const progress = (done: number) =>
      run.progress?.('training machines', k * (plan.folds + 1) + done, positives.length * (plan.folds + 1));
    const odds: OddsRun = { machine, folds: plan.folds, loss: plan.loss, draw: random(run.seed, 'svm', 'class', k), progress };
    outputs.push(await fitOdds(isPositive, costsOf(y.length, weights, 1), plan.cost, odds));
  }
  return outputs;
}

const restOf = (shares: Float64Array, one: number): number => shares.reduce((sum, share, k) => (k === one ? sum : sum + share), 0);

/** `cost` × weight / mean weight. */
function costsOf(rows: number, weights: Float64Array | undefined, cost: number): Float64Array {
  if (weights === undefined) return new Float64Array(rows).fill(cost);
  const mean = meanOf(weights, undefined);
  return weights.map((weight) => Math.max(1e-100, cost * (weight / mean)));
}
