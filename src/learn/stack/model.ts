import type { FittedMembers } from '../ensemble/parts.js';

/** Fitted members and the linear model over their margins: base + Σ coefficient × margin. */
export interface StackModel extends FittedMembers {
  /** One per output. */
  readonly base: Float64Array;
  /** Members × their outputs × outputs. */
  readonly coefficients: Float64Array;
  readonly columns: number;
}

/** A member's margin further out than this counts as this far, and no coefficient is larger than its inverse: margins stay finite. */
export const MOST_MARGIN = 1e150;
