import { searched, type ParamTable } from '../../learn/index.js';
import { recency } from '../params.js';

/** Parameters of `user_knn`. */
export interface UserKnnParams {
  /** How alike two users are, by what they took (default `tfidf`). */
  readonly similarity: 'cosine' | 'tfidf';
  /** How many of the most alike users speak (default 100). */
  readonly neighbours: number;
  /** Weight of doubt: users whose product of lengths is as small are half as alike (default 0). */
  readonly shrink: number;
  /** Newer events after which an event of a history counts half (default 0: all alike). */
  readonly recency: number;
}

/** Range, default and meaning of each parameter of `user_knn`. */
export const userKnnTable = {
  similarity: {
    type: 'choice',
    choices: ['cosine', 'tfidf'],
    default: 'tfidf',
    doc: 'How alike two users are, by what they took: with tfidf, what many took says less.',
    search: ['cosine', 'tfidf'],
  },
  neighbours: searched(
    { type: 'int', low: 1, high: 100_000, scale: 'log', default: 100, doc: 'How many of the most alike users speak.' },
    20,
    1000,
  ),
  shrink: searched(
    {
      type: 'number',
      low: 0,
      high: 10_000,
      scale: 'log',
      default: 0,
      doc: 'Weight of doubt: users whose product of lengths is as small are half as alike.',
    },
    0.1,
    100,
  ),
  recency,
} as const satisfies ParamTable;
