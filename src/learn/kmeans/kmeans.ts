import { centresFromParts } from '../centres/index.js';
import type { Learner } from '../learner.js';
import { kmeansTable } from './params.js';

/**
 * Segments with a centre each: every row belongs to the nearest. Minimises the squared distances from the centres (Lloyd, 1982) in a space
 * of standardised numbers and one-hot categories, from the best of several greedy k-means++ starts; above `batchAbove` rows by mini-batches.
 * Weights count. Time per round: at most rows × segments × coordinates, mostly far less. Stores 8 bytes per segment and coordinate.
 */
export const kmeans: Learner<'segment'> = {
  name: 'kmeans',
  summary: 'Segments around centres: quick, and each has a typical row; best for round segments of like spread.',
  tasks: ['segment'],
  params: kmeansTable,
  fit: async (input, run) => (await import('./fit.js')).fitKmeans(input, run),
  fromParts: (parts, columns) => centresFromParts('kmeans', parts, columns),
};
