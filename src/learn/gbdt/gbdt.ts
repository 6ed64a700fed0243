import { checked } from '../checked.js';
import type { BlocksInput, FitInput, FitRun, Learner, Predictor } from '../learner.js';
import type { FitOptions } from './fit.js';
import type { Objective } from './objective.js';
import { gbdtParams } from './params.js';
import { forestFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Gradient-boosted decision trees: histogram-based and leaf-wise, with LightGBM's algorithm. Missing values learn
 * their own direction, categories split natively, weights count in ratios. `boosting: 'dart'` drops rounds by chance; `linearLeaves` have
 * lines in place of values, and no contributions. A tree costs about rows × columns × the logarithm of its leaves additions; stored are some
 * 45 bytes per leaf, at most 140 kB for 100 trees of 31 leaves, whatever the number of rows, and 12 more per slope of a line.
 */
export const gbdt: Learner = {
  name: 'gbdt',
  summary: 'Gradient-boosted trees: the strongest start on tables of mixed columns; needs no scaling and takes missing values.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: gbdtParams,
  fit: (input, run) => fit(input, run),
  fitBlocks: (input, run) => fit(input, run),
  path: {
    setting: 'trees',
    isOpen: ({ boosting }) => boosting !== 'dart',
    fit: async (input, run, validation, values) => (await import('./fit.js')).fitStages(input, run, validation, values),
  },
  fromParts: (parts, columns) => predictorOf(forestFrom(parts, columns)),
};

/**
 * Gradient boosting of a loss of one's own: a regression whose predictions are the margins, or their exp where the loss says so.
 *
 * ```ts
 * import { gbdtWith } from 'millwright/learn';
 *
 * const logCosh = gbdtWith({
 *   outputs: 1,
 *   base: () => Float64Array.of(0),
 *   gradients: (margins, y, _weights, [out]) =>
 *     y.forEach((value, i) => {
 *       const t = Math.tanh(margins[i] - value);
 *       out[2 * i] = t;
 *       out[2 * i + 1] = 1 - t * t;
 *     }),
 *   loss: (margins, y) => y.reduce((sum, value, i) => sum + Math.log(Math.cosh(margins[i] - value)), 0) / y.length,
 * });
 * ```
 */
export function gbdtWith(objective: Objective): Learner<'regression'> {
  const own = (input: FitInput | BlocksInput, run: FitRun): Promise<Predictor> => fit(input, run, { objective });
  const { path: _, ...rest } = gbdt;
  return checked<'regression'>({ ...rest, tasks: ['regression'], fit: own, fitBlocks: own });
}

/** The trainer is loaded by the first fit: predicting does without. */
async function fit(input: FitInput | BlocksInput, run: FitRun, options?: FitOptions): Promise<Predictor> {
  const { fitForest } = await import('./fit.js');
  return predictorOf(await fitForest(input, run, options));
}
