import type { Learner } from '../learner.js';
import { ebmParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Explainable boosting machine: a sum of one function per column and of a few functions of two columns, each boosted in tiny steps over
 * bins and averaged over bags of rows. Nearly as strong as boosted trees, and every function can be drawn: `shapesOf` gives them.
 */
export const ebm: Learner = {
  name: 'ebm',
  summary: 'Explainable boosting: a curve per column and a few pairs; nearly as strong as boosted trees, and readable to the last step.',
  tasks: ['binary', 'multiclass', 'regression'],
  params: ebmParams,
  fit: async (input, run) => {
    const { fitEbm } = await import('./fit.js');
    return predictorOf(await fitEbm(input, run));
  },
  fromParts: (parts, columns) => predictorOf(modelFrom(parts, columns)),
};
