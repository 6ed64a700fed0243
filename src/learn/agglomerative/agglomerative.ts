import type { Learner } from '../learner.js';
import { membersFrom, membersPredictor } from '../members/index.js';
import { agglomerativeTable } from './params.js';

/**
 * Segments by joining the two nearest groups of rows again and again, in the space of `kmeans`; how near two groups are is `join`'s to say (Ward, 1963;
 * Lance & Williams, 1967; chains of nearest neighbours: Müllner, 2011). The rows that it learned from are kept, and any row belongs to the segment of the
 * nearest of them. Weights count as copies. Time and memory: rows² for at most `mostRows` rows; the artifact has 4 bytes per row and 8 per coordinate.
 */
export const agglomerative: Learner<'segment'> = {
  name: 'agglomerative',
  summary: 'Segments by joining what is nearest, again and again: for hundreds or a few thousand rows, and long or uneven segments.',
  tasks: ['segment'],
  params: agglomerativeTable,
  fit: async (input, run) => (await import('./fit.js')).fitAgglomerative(input, run),
  fromParts: (parts, columns) => membersPredictor(membersFrom('agglomerative', parts, columns), columns),
};
