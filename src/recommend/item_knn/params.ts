import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `item_knn`. */
export interface ItemKnnParams {
  /** How alike two items are, by who took them (default `cosine`). */
  readonly similarity: 'cosine' | 'tfidf' | 'bm25';
  /** For how many others an item of a history speaks: those most alike it (default 50). */
  readonly neighbours: number;
  /** Weight of doubt: items whose product of lengths is as small are half as alike (default 0). */
  readonly shrink: number;
  /** How much it counts against items that many took them: products are divided by that of the lengths to this power (default 1: cosines). Nothing to `bm25`. */
  readonly penalty: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `item_knn`. */
export const itemKnnTable = {
  similarity: {
    type: 'choice',
    choices: ['cosine', 'tfidf', 'bm25'],
    default: 'cosine',
    doc: 'How alike two items are, by who took them: tfidf and bm25 let users of many items count less.',
    search: ['cosine', 'tfidf', 'bm25'],
  },
  neighbours: searched(
    { type: 'int', low: 1, high: 10_000, scale: 'log', default: 50, doc: 'For how many others an item speaks: those most alike it.' },
    10,
    500,
  ),
  shrink: searched(
    {
      type: 'number',
      low: 0,
      high: 10_000,
      scale: 'log',
      default: 0,
      doc: 'Weight of doubt: items whose product of lengths is as small are half as alike.',
    },
    0.1,
    100,
  ),
  penalty: searched(
    {
      type: 'number',
      low: 0,
      high: 1,
      scale: 'linear',
      default: 1,
      doc: 'How much it counts against items that many took them: the power of the product of lengths that others are divided by. Nothing to bm25.',
    },
    0.2,
    1,
  ),
  recency,
} as const satisfies ParamTable;
