import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `slim`. */
export interface SlimParams {
  /** Penalty of a weight: the more, the fewer items speak for an item (default 5). */
  readonly l1: number;
  /** Penalty of half its square: the more, the more what many users took counts (default 100). */
  readonly l2: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `slim`. */
export const slimTable = {
  l1: searched(
    {
      type: 'number',
      low: 0,
      high: 1e6,
      scale: 'log',
      default: 5,
      doc: 'Penalty of a weight: the more, the fewer items speak for an item.',
    },
    0.1,
    50,
  ),
  l2: searched(
    { type: 'number', low: 0.001, high: 1e6, scale: 'log', default: 100, doc: 'Ridge penalty: the more, the smoother.' },
    1,
    2000,
  ),
  recency,
} as const satisfies ParamTable;
