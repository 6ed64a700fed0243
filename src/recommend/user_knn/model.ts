import type { Sparse } from '../sparse.js';

/** What all users took, and how a stranger is compared with them. */
export interface UserNeighbours {
  /** Users × items, weights added up. */
  readonly users: Sparse;
  readonly similarity: 'cosine' | 'tfidf';
  readonly neighbours: number;
  readonly shrink: number;
}
