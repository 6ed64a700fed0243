import type { ParamTable } from '../../learn/index.js';

/** Parameters of `popularity`. */
export interface PopularityParams {
  /** Days after which an event counts half (default 0: all count alike). */
  readonly halfLifeDays: number;
}

/** Range, default and meaning of each parameter of `popularity`. */
export const popularityTable = {
  halfLifeDays: {
    type: 'number',
    low: 0,
    high: 36_500,
    scale: 'log',
    default: 0,
    doc: 'Days after which an event counts half; 0: all count alike.',
  },
} as const satisfies ParamTable;
