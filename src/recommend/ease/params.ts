import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `ease`. */
export interface EaseParams {
  /** Ridge penalty: the more, the more what many users took counts (default 300). */
  readonly l2: number;
  /** How many items speak for an item: those that say most, for or against it (default 0: chosen by the size of the catalogue). */
  readonly neighbours: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Up to so many items all speak for each: 16 MB at most. */
const ALL_SPEAK = 2000;
/** Beyond, so many do. */
const MANY = 500;

/** How many items speak for each of so many. */
export const neighboursOf = ({ neighbours }: EaseParams, items: number): number =>
  neighbours > 0 ? neighbours : items <= ALL_SPEAK ? items : MANY;

/** Range, default and meaning of each parameter of `ease`. */
export const easeTable = {
  l2: searched(
    { type: 'number', low: 0.001, high: 1e6, scale: 'log', default: 300, doc: 'Ridge penalty: the more, the smoother.' },
    10,
    5000,
  ),
  neighbours: {
    type: 'int',
    low: 0,
    high: 100_000,
    scale: 'log',
    default: 0,
    doc: `How many items speak for each, those that say most; 0: all up to ${ALL_SPEAK} items, ${MANY} beyond.`,
  },
  recency,
} as const satisfies ParamTable;
