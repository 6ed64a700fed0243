import type { ParamTable } from '../params.js';

/** Parameters of `dbscan`. */
export interface DbscanParams {
  /** How near neighbours are, in standard deviations; 0: so that nineteen in twenty rows are cores (default). */
  readonly eps: number;
  /** Rows within `eps`, the row itself among them, that make a row a core (default 5). */
  readonly minRows: number;
  /** Rows that it learns from; of more so many are drawn (default 10,000). */
  readonly mostRows: number;
}

/** Range, default and meaning of each parameter of `dbscan`. */
export const dbscanTable = {
  eps: {
    type: 'number',
    low: 0,
    high: 1e6,
    scale: 'linear',
    default: 0,
    doc: 'How near neighbours are, in standard deviations; 0: so that nineteen in twenty rows are cores.',
  },
  minRows: {
    type: 'int',
    low: 1,
    high: 10_000,
    scale: 'log',
    default: 5,
    doc: 'So many rows within eps, itself among them, make a row a core. min_samples of scikit-learn.',
  },
  mostRows: {
    type: 'int',
    low: 10,
    high: 200_000,
    scale: 'log',
    default: 10_000,
    doc: 'With more rows than this it learns from so many, drawn at random.',
  },
} as const satisfies ParamTable;
