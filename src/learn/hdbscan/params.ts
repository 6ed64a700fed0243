import type { ParamTable } from '../params.js';

/** Parameters of `hdbscan`. */
export interface HdbscanParams {
  /** Rows of the smallest segment; 0: one in fifty of those that it learns from, at least 5 (default). */
  readonly minSegmentRows: number;
  /** Rows, itself among them, whose distance says how dense it is around a row (default 5). */
  readonly minRows: number;
  /** Rows that it learns from; of more so many are drawn (default 4000). */
  readonly mostRows: number;
}

/** Range, default and meaning of each parameter of `hdbscan`. */
export const hdbscanTable = {
  minSegmentRows: {
    type: 'int',
    low: 0,
    high: 100_000,
    scale: 'linear',
    default: 0,
    doc: 'Rows of the smallest segment; 0: one in fifty, at least 5. min_cluster_size of scikit-learn.',
  },
  minRows: {
    type: 'int',
    low: 1,
    high: 1000,
    scale: 'log',
    default: 5,
    doc: 'The distance to so many rows, itself among them, says how dense it is around a row. min_samples of scikit-learn.',
  },
  mostRows: {
    type: 'int',
    low: 10,
    high: 50_000,
    scale: 'log',
    default: 4000,
    doc: 'With more rows than this it learns from so many, drawn at random: its time grows with their square.',
  },
} as const satisfies ParamTable;
