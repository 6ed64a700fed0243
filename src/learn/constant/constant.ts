import { setImmediate } from 'node:timers/promises';
import type { FitInput, FitRun, Learner, Predictor } from '../learner.js';
import { resolveParams } from '../params.js';
import { classesOf, classShares, classTotals, meanOf } from '../priors.js';
import { constantFrom } from './parts.js';
import { constantPredictor } from './predictor.js';

/**
 * The best answer that looks at no column: the mean of a number, the shares of the classes. Weights count. It is the baseline
 * beside every figure. Costs one pass over the rows and stores a number per class.
 */
export const constant: Learner = {
  name: 'constant',
  summary: 'The mean or the class shares, whatever the row says: the baseline that every other learner has to beat.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: {},
  fit: (input, run) => fit(input, input.x.columns.length, run),
  fitBlocks: (input, run) => fit(input, input.x.heads.length, run),
  fromParts: (parts, columns) => constantPredictor(constantFrom(parts, columns.length), columns.length),
};

async function fit(input: Omit<FitInput, 'x'>, columns: number, run: FitRun): Promise<Predictor> {
  resolveParams('constant', {}, run.params);
  run.progress?.('counting', 0, 1);
  await setImmediate();
  run.signal.throwIfAborted();
  return constantPredictor(baseOf(input), columns);
}

/** Mean, log-odds of the positive class, or the logarithms of the classes' shares. */
function baseOf({ task, classes, y, weights }: Omit<FitInput, 'x'>): Float64Array {
  if (task === 'regression') return Float64Array.of(meanOf(y, weights));
  const logs = classShares(classTotals(y, weights, classesOf(task, classes))).map(Math.log);
  return task === 'binary' ? Float64Array.of(logs[1] - logs[0]) : logs;
}
