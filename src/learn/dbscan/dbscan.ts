import type { Learner } from '../learner.js';
import { membersFrom, membersPredictor } from '../members/index.js';
import { dbscanTable } from './params.js';

/**
 * Segments of any shape where rows lie close (M. Ester, H.-P. Kriegel, J. Sander & X. Xu, "A density-based algorithm for discovering clusters in
 * large spatial databases with noise", KDD 1996), in the space of `kmeans`. A row with `minRows` rows within `eps` is a core; cores within `eps` of each other are one
 * segment. The core rows are kept: any row, of the training or new, belongs to the segment of the nearest core within `eps`, else to none. A
 * row between two segments belongs to the nearer one, whatever the order of the rows. Weights count as copies. Time: two searches per row in a tree of the
 * rows, at worst rows² × coordinates. The artifact has 8 bytes per coordinate of each core, of at most `mostRows`.
 */
export const dbscan: Learner<'segment'> = {
  name: 'dbscan',
  summary: 'Segments of any shape where rows lie close, and rows that belong to none; eps says how close.',
  tasks: ['segment'],
  params: dbscanTable,
  fit: async (input, run) => (await import('./fit.js')).fitDbscan(input, run),
  fromParts: (parts, columns) => membersPredictor(membersFrom('dbscan', parts, columns), columns),
};
