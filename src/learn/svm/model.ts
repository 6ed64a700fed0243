import { softplus } from '../../core/index.js';
import type { Points, Space } from '../mixed/space.js';

/** How a row's decisions are made: a sum over kept training rows (support vectors or landmarks), or over columns. */
export type Body =
  | {
      readonly kernel: 'rbf';
      readonly gamma: number;
      readonly points: Points;
      /** points × outputs. */
      readonly coefficients: Float64Array;
      readonly bias: Float64Array;
    }
  | {
      readonly kernel: 'linear';
      /** Weights × outputs: the bias, then one per number, then one per code of each column, the last for missing or unknown. */
      readonly weights: Float64Array;
    };

/** A fitted machine. Per output: margin, or its log-odds against the other classes, = slope × decision + shift. */
export interface SvmModel {
  readonly outputs: number;
  readonly space: Space;
  readonly body: Body;
  readonly slope: Float64Array;
  readonly shift: Float64Array;
}

const LARGEST = 1e308;

/**
 * The margin of a decision. One output: slope × decision + shift. Several: the logarithm of the probability of this class against the
 * others, ln σ(slope × decision + shift); softmax then makes probabilities in proportion to those of the machines.
 */
export function marginOf({ outputs, slope, shift }: SvmModel, decision: number, k: number): number {
  const margin = slope[k] * decision + shift[k];
  if (outputs > 1) return -softplus(-Math.max(-LARGEST, margin));
  return margin > LARGEST ? LARGEST : margin < -LARGEST ? -LARGEST : margin;
}
