import type { Learner } from '../learner.js';
import { mlpParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * A small multilayer perceptron: a few networks of one to four hidden layers of rectified linear units, trained with Adam on the
 * log-loss or the squared error, each stopped by rows of its own that it did not learn from; their margins are averaged. Numbers are
 * standardised and bent towards ±3, a missing one counts as the mean and has an input of its own; categories are one-hot, with one input
 * for what is missing, unknown or rare. Regression targets are standardised, and predictions stay within the range of the targets. Weights count
 * in ratios. Costs rows × weights multiplications a pass, until the rows left out tell it to stop; stores 4 bytes per weight.
 */
export const mlp: Learner = {
  name: 'mlp',
  summary: 'Small neural networks: smooth functions of many numbers, where trees need many steps; slower to train than a linear model.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: mlpParams,
  fit: async (input, run) => predictorOf(await (await import('./fit.js')).fitMlp(input, run)),
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
