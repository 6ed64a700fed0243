import type { ParamTable } from '../params.js';

/** Parameters of `kmeans`. */
export interface KmeansParams {
  /** How many segments (default 8; a training tries 2 to 10 unless it is told). */
  readonly segments: number;
  /** Searches from different starts, of which the tightest counts (default 4). */
  readonly starts: number;
  /** Rounds of one search at most (default 300). */
  readonly rounds: number;
  /** Rows above which a search draws mini-batches (default 200,000). */
  readonly batchAbove: number;
}

/** Range, default and meaning of each parameter of `kmeans`. */
export const kmeansTable = {
  segments: { type: 'int', low: 2, high: 1000, scale: 'log', default: 8, doc: 'How many segments.' },
  starts: {
    type: 'int',
    low: 1,
    high: 100,
    scale: 'log',
    default: 4,
    doc: 'Searches from different starts, of which the tightest segments count.',
  },
  rounds: { type: 'int', low: 1, high: 10_000, scale: 'log', default: 300, doc: 'Rounds of one search at most.' },
  batchAbove: {
    type: 'int',
    low: 1000,
    high: 1_000_000_000,
    scale: 'log',
    default: 200_000,
    doc: 'With more rows than this, a search looks at random batches of them before three rounds over all.',
  },
} as const satisfies ParamTable;
