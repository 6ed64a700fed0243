/** Keeps divisors off zero. */
export const TINY = 1e-15;

/** What bounds the values of a leaf: penalties, and the range that monotone splits above it left open. */
export interface LeafRule {
  readonly l1: number;
  readonly l2: number;
  readonly low: number;
  readonly high: number;
}

/** The gradient sum after the L1 penalty: sign(g) · max(0, |g| − l1). */
export function shrunk(gradient: number, l1: number): number {
  const rest = Math.abs(gradient) - l1;
  return rest > 0 ? (gradient > 0 ? rest : -rest) : 0;
}

/** The value that lowers the loss most: −shrunk(G) / (H + l2), kept within the rule's range. */
export function leafValue(gradient: number, hessian: number, { l1, l2, low, high }: LeafRule): number {
  return Math.min(high, Math.max(low, -(shrunk(gradient, l1) / (hessian + l2))));
}

/**
 * Twice the drop of the second-order loss at the best free value: shrunk(G)² / (H + l2). Infinite for gradients beyond 1e154: the
 * search takes no such split.
 */
export function leafGain(gradient: number, hessian: number, l1: number, l2: number): number {
  const g = shrunk(gradient, l1);
  return (g / (hessian + l2)) * g;
}

/** The same at a given value v of a gradient after the penalty: −2 G v − H v². `hessian` includes l2. */
export function gainAt(value: number, gradient: number, hessian: number): number {
  return -(2 * gradient * value + hessian * value * value);
}

/**
 * The gain of a leaf whose value is kept within the rule's range, which reaches as far up as down. Equals {@link leafGain}, to the bit,
 * where the best value lies inside.
 */
export function cappedGain(gradient: number, hessian: number, { l1, l2, high }: LeafRule): number {
  const g = shrunk(gradient, l1);
  const h = hessian + l2;
  return Math.abs(g) > high * h ? gainAt(g > 0 ? -high : high, g, h) : (g / h) * g;
}

/** Two sides of a split: sums left and right. */
export interface Sides {
  readonly left: number;
  readonly leftHessian: number;
  readonly right: number;
  readonly rightHessian: number;
}

/** Whether the best value of a side is larger than the rule allows. */
export function isCapped({ left, leftHessian, right, rightHessian }: Sides, { l1, l2, high }: LeafRule): boolean {
  return Math.abs(shrunk(left, l1)) > high * (leftHessian + l2) || Math.abs(shrunk(right, l1)) > high * (rightHessian + l2);
}

/** The sum of both sides' {@link leafGain}, with a single division. */
export function freeGain({ left, leftHessian, right, rightHessian }: Sides, { l1, l2 }: LeafRule): number {
  const [g, rightG] = [shrunk(left, l1), shrunk(right, l1)];
  const [h, rightH] = [leftHessian + l2, rightHessian + l2];
  return (g * g * rightH + rightG * rightG * h) / (h * rightH);
}

/**
 * Gain of two leaves whose values are kept within the rule's range; `direction` +1 (−1) asks that the right value is not below
 * (above) the left one, and gives 0 where it is. (LightGBM's "basic" monotone method.)
 */
export function boundedGain({ left, leftHessian, right, rightHessian }: Sides, rule: LeafRule, direction: number): number {
  const value = leafValue(left, leftHessian, rule);
  const rightValue = leafValue(right, rightHessian, rule);
  if (direction * (rightValue - value) < 0) return 0;
  const { l1, l2 } = rule;
  return gainAt(value, shrunk(left, l1), leftHessian + l2) + gainAt(rightValue, shrunk(right, l1), rightHessian + l2);
}
