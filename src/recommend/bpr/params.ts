import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `bpr`. */
export interface BprParams {
  /** Numbers per user and item (default 64). */
  readonly factors: number;
  /** How far a step goes (default 0.05). */
  readonly learningRate: number;
  /** Shrinkage of every vector at every step (default 0.01). */
  readonly l2: number;
  /** As many steps as there are events, so often (default 100). */
  readonly iterations: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `bpr`. */
export const bprTable = {
  factors: searched({ type: 'int', low: 1, high: 1024, scale: 'log', default: 64, doc: 'Numbers per user and item.' }, 16, 256),
  learningRate: searched({ type: 'number', low: 1e-5, high: 1, scale: 'log', default: 0.05, doc: 'How far a step goes.' }, 0.005, 0.2),
  l2: searched(
    { type: 'number', low: 0, high: 1, scale: 'log', default: 0.01, doc: 'Shrinkage of every vector at every step.' },
    0.0005,
    0.05,
  ),
  iterations: searched(
    { type: 'int', low: 1, high: 10_000, scale: 'log', default: 100, doc: 'As many steps as there are events, so often.' },
    10,
    200,
  ),
  recency,
} as const satisfies ParamTable;
