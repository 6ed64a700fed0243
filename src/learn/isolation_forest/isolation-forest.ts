import type { Learner } from '../learner.js';
import { isolationForestTable } from './params.js';
import { forestFrom } from './parts.js';
import { forestPredictor } from './predictor.js';

/**
 * Odd rows are those that few random questions set apart (Liu, Ting & Zhou, "Isolation forest", ICDM 2008). Each tree sees `sample` rows, drawn
 * without replacement, a row of weight w as if it were there w times as likely. Numbers need no scale; categories are asked level by level; a missing value
 * goes where most rows go. A tree takes no longer to grow with more rows, unless weights differ: then each sorts them all. Scoring takes `trees`
 * short walks a row. Stores 25 bytes a node, of which a tree of `sample` rows has fewer than twice as many.
 */
export const isolationForest: Learner<'outlier'> = {
  name: 'isolation_forest',
  summary: 'How few random questions set a row apart: the first choice for odd rows in tables of any size.',
  tasks: ['outlier'],
  params: isolationForestTable,
  fit: async (input, run) => (await import('./fit.js')).fitIsolationForest(input, run),
  fromParts: (parts, columns) => forestPredictor(forestFrom(parts, columns), columns),
};
