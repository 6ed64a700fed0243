import type { ParamTable } from '../params.js';

/** How far two groups of rows are apart. */
export type Join = 'ward' | 'average' | 'complete' | 'single';

/** Parameters of `agglomerative`. */
export interface AgglomerativeParams {
  /** How many segments (default 8; a training tries 2 to 10 unless it is told). */
  readonly segments: number;
  /** By what two groups are joined (default `ward`). */
  readonly join: Join;
  /** Rows that it learns from; of more so many are drawn (default 2000). */
  readonly mostRows: number;
}

/** Range, default and meaning of each parameter of `agglomerative`. */
export const agglomerativeTable = {
  segments: { type: 'int', low: 2, high: 1000, scale: 'log', default: 8, doc: 'How many segments.' },
  join: {
    type: 'choice',
    choices: ['ward', 'average', 'complete', 'single'],
    default: 'ward',
    doc: 'Joins the two groups whose joint spread grows least (ward), or whose rows are nearest on average, at the furthest, or at the nearest pair. linkage of scikit-learn.',
  },
  mostRows: {
    type: 'int',
    low: 10,
    high: 20_000,
    scale: 'log',
    default: 2000,
    doc: 'With more rows than this it learns from so many, drawn at random: time and memory grow with their square.',
  },
} as const satisfies ParamTable;
