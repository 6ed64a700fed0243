import type { FitInput, FitRun, TrainingSet } from '../learner.js';
import { paceOf } from '../pace.js';
import { classesOf } from '../priors.js';
import { scaleOf } from '../scale.js';
import { standardise } from '../standardise.js';
import { priorScores } from '../linear/start.js';
import { sharesOf } from './held-out.js';
import type { Inputs } from './inputs.js';
import { trainMember, type MemberTask } from './member.js';
import type { MlpModel, Target } from './model.js';
import { layersOf, sizeOf, type Shape } from './network.js';
import { settingsOf } from './params.js';
import { planOf } from './plan.js';
import { rowsOf } from './rows.js';

/**
 * Fits the networks, one after the other. Gives the event loop a turn every 50 million multiplications; throws the signal's reason
 * once it is aborted.
 */
export async function fitMlp(input: FitInput, run: FitRun): Promise<MlpModel> {
  const settings = settingsOf(run.params);
  const pace = paceOf(run.signal);
  await pace(Infinity);
  const weights = meanOne(input.weights ?? new Float64Array(input.y.length).fill(1));
  const inputs = planOf(input.x, weights);
  await pace(Infinity);
  const shape: Shape = { width: inputs.width, hidden: settings.hidden, layers: settings.layers, outputs: input.classes };
  const target = targetOf(input, weights);
  const shares = sharesOf(input.task, input.y, input.validation ? 0 : settings.heldOutShare, settings.members, run.seed);
  await pace(Infinity);
  const setOf = ({ x, y }: TrainingSet, w: Float64Array) =>
    rowsOf(input.task, inputs, x, input.task === 'regression' ? y.map((v) => standardise(v, target.shift, target.scale)) : y, w);
  const rows = setOf(input, weights);
  const given = input.validation;
  const judges = given ? setOf(given, given.weights ?? new Float64Array(given.y.length).fill(1)) : rows;
  const task = { shape, settings, rows, judges, start: startOf(input, weights), seed: run.seed, pace };
  const size = sizeOf(shape);
  const fitted = new Float32Array(size * settings.members);
  for (const [member, { learned, heldOut }] of shares.entries()) {
    const tell = (epochs: number) =>
      run.progress?.('training networks', member * settings.epochs + epochs, settings.members * settings.epochs);
    const one: MemberTask = { ...task, learned, heldOut: given ? Int32Array.from(given.y.keys()) : heldOut, member, tell };
    const params = await trainMember(one);
    nameUnknown(inputs, input, weights, shape, params);
    fitted.set(params, member * size);
    run.signal.throwIfAborted();
  }
  return { inputs, shape, members: settings.members, weights: fitted, target };
}

/** Weights with the mean 1, so that the step size means the same whatever their unit. */
function meanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight / weights.length, 0);
  return weights.map((weight) => weight / mean);
}

function targetOf({ task, y }: FitInput, weights: Float64Array): Target {
  if (task !== 'regression') return { scale: 1, shift: 0, low: -Number.MAX_VALUE, high: Number.MAX_VALUE };
  const { mean, deviation } = scaleOf(y, weights);
  const [low, high] = y.reduce(([least, most], v) => [Math.min(least, v), Math.max(most, v)], [Infinity, -Infinity]);
  return { scale: deviation, shift: mean, low, high };
}

function startOf({ task, y, classes }: FitInput, weights: Float64Array): Float64Array {
  if (task === 'regression') return new Float64Array(1);
  const scores = priorScores(y, weights, classesOf(task, classes));
  return task === 'binary' ? Float64Array.of(scores[1] - scores[0]) : scores;
}

/** Where no training row was without a known level, the input for such rows takes the mean of the levels' weights. */
function nameUnknown(inputs: Inputs, { x }: FitInput, weights: Float64Array, shape: Shape, params: Float64Array): void {
  const [{ to, weights: first }] = layersOf(shape);
  x.columns.forEach((column, j) => {
    if (column.kind !== 'category') return;
    const [start, last] = [inputs.starts[j], inputs.starts[j + 1] - 1];
    const shares = new Float64Array(inputs.width);
    let total = 0;
    column.codes.forEach((code, i) => {
      shares[inputs.slots[code >= 0 && code < last - start ? start + code : last]] += weights[i];
      total += weights[i];
    });
    const unknown = inputs.slots[last];
    if (shares[unknown] > 0) return;
    for (let k = 0; k < to; k++) {
      let mean = 0;
      for (let slot = start; slot < last; slot++)
        if (inputs.slots[slot] !== unknown) mean += (shares[inputs.slots[slot]] / total) * params[first + inputs.slots[slot] * to + k];
      params[first + unknown * to + k] = mean;
    }
  });
}
