import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `als`. */
export interface AlsParams {
  /** Numbers per user and item (default 64). */
  readonly factors: number;
  /** Ridge penalty (default 20). */
  readonly l2: number;
  /** By how much the trust in an event of weight 1 exceeds that in nothing (default 1). */
  readonly alpha: number;
  /** How often all users and then all items are solved (default 15). */
  readonly iterations: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `als`. */
export const alsTable = {
  factors: searched({ type: 'int', low: 1, high: 1024, scale: 'log', default: 64, doc: 'Numbers per user and item.' }, 16, 256),
  l2: searched(
    { type: 'number', low: 1e-4, high: 1e6, scale: 'log', default: 20, doc: 'Ridge penalty: the more, the smoother.' },
    0.1,
    300,
  ),
  alpha: searched(
    {
      type: 'number',
      low: 0,
      high: 100_000,
      scale: 'log',
      default: 1,
      doc: 'By how much the trust in an event of weight 1 exceeds that in nothing.',
    },
    0.5,
    100,
  ),
  iterations: { type: 'int', low: 1, high: 1000, scale: 'log', default: 15, doc: 'How often all users and then all items are solved.' },
  recency,
} as const satisfies ParamTable;
