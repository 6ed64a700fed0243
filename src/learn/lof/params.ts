import type { ParamTable } from '../params.js';

/** Parameters of `lof`. */
export interface LofParams {
  /** Neighbours that a row is compared with (default 20). */
  readonly neighbours: number;
  /** How far rows are apart (default `euclidean`). */
  readonly metric: 'euclidean' | 'manhattan';
  /** Training rows that are kept (default 10,000). */
  readonly sample: number;
}

/** Range, default and meaning of each parameter of `lof`. */
export const lofTable = {
  neighbours: {
    type: 'int',
    low: 1,
    high: 200,
    scale: 'log',
    default: 20,
    doc: 'Neighbours that a row is compared with: more than a small group of odd rows that lie together. n_neighbors of scikit-learn.',
  },
  metric: {
    type: 'choice',
    choices: ['euclidean', 'manhattan'],
    default: 'euclidean',
    doc: 'How far rows are apart, in standard deviations; unequal flags or categories are as far apart as one-hot columns make them.',
  },
  sample: {
    type: 'int',
    low: 2,
    high: 100_000,
    scale: 'log',
    default: 10_000,
    doc: 'Training rows that are kept to compare with, drawn without replacement; of fewer rows, all. Time to fit grows with its square.',
  },
} as const satisfies ParamTable;
