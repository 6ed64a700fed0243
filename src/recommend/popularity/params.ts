import type { ParamTable } from '../../learn/index.js';

/** Parameters of `popularity`. */
export interface PopularityParams {
  /** Days after which an event counts half (default 0: all count alike). */
  readonly halfLifeDays: number;
  /** Days before the newest event beyond which events do not count (default 0: all do). */
  readonly windowDays: number;
  /** Whether users like the one who asks count most: of the same levels of the categories that the table of users has (default false). */
  readonly segments: boolean;
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
  windowDays: {
    type: 'number',
    low: 0,
    high: 36_500,
    scale: 'log',
    default: 0,
    doc: 'Days before the newest event beyond which events do not count; 0: all count.',
  },
  segments: {
    type: 'flag',
    default: false,
    doc: 'Whether users like the one who asks count most: those of the same categories in the table of users.',
  },
} as const satisfies ParamTable;
