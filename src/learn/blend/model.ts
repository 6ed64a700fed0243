import type { FittedMembers } from '../ensemble/parts.js';

/** Fitted members and their weights. */
export interface BlendModel extends FittedMembers {
  /** One per member: positive, and they add up to 1. */
  readonly weights: Float64Array;
  readonly columns: number;
}
