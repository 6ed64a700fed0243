import type { Learner } from '../learner.js';
import { tailsFrom } from './parts.js';
import { ecodPredictor } from './predictor.js';

/**
 * Odd rows are those with values far out in their columns' tails (Z. Li et al., "ECOD: unsupervised outlier detection using empirical cumulative
 * distribution functions", IEEE TKDE 2022). A row's score is a sum of one share per column, −ln of the share of rows as far out. It has no setting, takes one
 * sort per column, and sees no odd pair of usual values. A level counts by how rare it is; a missing value not at all. Weights count. Stores 24 bytes per
 * different value of a column, of at most 2,048.
 */
export const ecod: Learner<'outlier'> = {
  name: 'ecod',
  summary: 'How far out in its tail each value of a row lies: quick, without any setting, and every score is a plain sum of reasons.',
  tasks: ['outlier'],
  params: {},
  fit: async (input, run) => (await import('./fit.js')).fitEcod(input, run),
  fromParts: (parts, columns) => ecodPredictor(tailsFrom(parts, columns), columns.length),
};
