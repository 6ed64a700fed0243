import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `ease`. */
export interface EaseParams {
  /** Ridge penalty: the more, the more what many users took counts (default 300). */
  readonly l2: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `ease`. */
export const easeTable = {
  l2: searched(
    { type: 'number', low: 0.001, high: 1e6, scale: 'log', default: 300, doc: 'Ridge penalty: the more, the smoother.' },
    10,
    5000,
  ),
  recency,
} as const satisfies ParamTable;
