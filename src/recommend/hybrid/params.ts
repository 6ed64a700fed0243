import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `hybrid`. */
export interface HybridParams {
  /** Numbers per user, item and feature (default 32). */
  readonly factors: number;
  /** How far a first step goes (default 0.05). */
  readonly learningRate: number;
  /** Ridge penalty on how far a history's vector lies from what the user's features say (default 0.05). */
  readonly l2: number;
  /** As many steps as there are entries, so often (default 30). */
  readonly iterations: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `hybrid`. */
export const hybridTable = {
  factors: searched({ type: 'int', low: 1, high: 1024, scale: 'log', default: 32, doc: 'Numbers per user, item and feature.' }, 8, 128),
  learningRate: searched({ type: 'number', low: 1e-5, high: 1, scale: 'log', default: 0.05, doc: 'How far a first step goes.' }, 0.01, 0.2),
  l2: searched(
    {
      type: 'number',
      low: 0,
      high: 1000,
      scale: 'log',
      default: 0.05,
      doc: 'Ridge penalty on how far the vector of a history lies from what the features of the user say.',
    },
    0.001,
    1,
  ),
  iterations: searched(
    { type: 'int', low: 1, high: 10_000, scale: 'log', default: 30, doc: 'As many steps as there are entries, so often.' },
    10,
    100,
  ),
  recency,
} as const satisfies ParamTable;
