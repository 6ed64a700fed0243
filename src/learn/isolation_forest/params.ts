import type { ParamTable } from '../params.js';

/** Parameters of `isolation_forest`. */
export interface IsolationForestParams {
  /** How many trees (default 100). */
  readonly trees: number;
  /** Rows that each tree sees (default 256). */
  readonly sample: number;
}

/** Range, default and meaning of each parameter of `isolation_forest`. */
export const isolationForestTable = {
  trees: { type: 'int', low: 1, high: 10_000, scale: 'log', default: 100, doc: 'How many trees.' },
  sample: {
    type: 'int',
    low: 2,
    high: 1_000_000,
    scale: 'log',
    default: 256,
    doc: 'Rows that each tree sees, drawn without replacement; of fewer rows, all.',
  },
} as const satisfies ParamTable;
