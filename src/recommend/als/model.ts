import type { ItemVectors } from '../item_factors/vectors.js';

/** Items as vectors, and what turns a history into one. */
export interface AlsModel extends ItemVectors {
  /** Factors × factors, the lower triangle: what stands against every vector, whatever the history: YᵀY + l2·I. */
  readonly against: Float64Array;
  /** By how much the trust in an entry of weight 1 exceeds that in nothing. */
  readonly alpha: number;
}
