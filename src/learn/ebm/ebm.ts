import type { Learner } from '../learner.js';
import { ebmParams } from './params.js';
import { modelFrom } from './parts.js';
import { predictorOf } from './predictor.js';

/**
 * Explainable boosting machine: a sum of one function per column and of a few functions of two columns, each boosted in tiny steps over
 * bins and averaged over bags of rows. Nearly as strong as boosted trees, and every function can be drawn: `shapesOf` gives them.
 *
 * Missing values have a bin of their own, categories a bin per level; rare levels share one with the unseen. Weights count in ratios.
 * A prediction is a sum of scores, so contributions are exact: a column's score is its own, a pair's goes half and half to its two.
 * Each bag leaves rows out and ends by them; validation rows given from outside are not looked at. A round costs about 4 ns per row and
 * column, on one thread; parts take 16 bytes per bin and per entry of a pair's table, 16 kB for 1024 bins and 64 kB for a pair of 64.
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
