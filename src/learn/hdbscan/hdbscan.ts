import type { Learner } from '../learner.js';
import { hdbscanTable } from './params.js';
import { mapFrom } from './parts.js';
import { densityPredictor } from './predictor.js';

/**
 * Segments of any shape and of different density (R. Campello, D. Moulavi & J. Sander, "Density-based clustering based on hierarchical density
 * estimates", PAKDD 2013; excess of mass), in the space of `kmeans`. How many there are is found; `minSegmentRows` says what is too small to be one. Rows that
 * leave before a segment comes to be belong to none. Weights count as copies. All rows that were learned from are kept: a new row is reached like one of
 * them, or belongs to none. Time: rows² × coordinates for at most `mostRows` rows; the artifact has 20 bytes per row and 8 per coordinate.
 */
export const hdbscan: Learner<'segment'> = {
  name: 'hdbscan',
  summary: 'Segments of any shape and density, as many as there are, and rows that belong to none.',
  tasks: ['segment'],
  params: hdbscanTable,
  fit: async (input, run) => (await import('./fit.js')).fitHdbscan(input, run),
  fromParts: (parts, columns) => densityPredictor(mapFrom(parts, columns), columns),
};
