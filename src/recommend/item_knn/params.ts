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
  recency,
} as const satisfies ParamTable;
