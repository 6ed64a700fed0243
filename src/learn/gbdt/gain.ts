/** What bounds the values of a leaf: penalties, and the range that monotone splits above it left open. */
export interface LeafRule {
  readonly l1: number;
  readonly l2: number;
  readonly low: number;
  readonly high: number;
}

/** The gradient sum after the L1 penalty: sign(g) · max(0, |g| − l1). */
export function shrunk(gradient: number, l1: number): number {
  if (l1 === 0) return gradient;
  const rest = Math.abs(gradient) - l1;
  return rest > 0 ? (gradient > 0 ? rest : -rest) : 0;
}

/** The value that lowers the loss most: −shrunk(G) / (H + l2), kept within the rule's range. */
export function leafValue(gradient: number, hessian: number, rule: LeafRule): number {
  const value = -shrunk(gradient, rule.l1) / (hessian + rule.l2);
  return value < rule.low ? rule.low : value > rule.high ? rule.high : value;
}

/**
 * Twice the drop of the second-order loss at the best free value: shrunk(G)² / (H + l2). Infinite for gradients beyond 1e154: the
 * search takes no such split.
 */
export function leafGain(gradient: number, hessian: number, l1: number, l2: number): number {
  const g = shrunk(gradient, l1);
  return (g * g) / (hessian + l2);
}

/** The same at a given value v: −2 · shrunk(G) · v − (H + l2) · v². Equals {@link leafGain} at the best one. */
export function gainAt(value: number, gradient: number, hessian: number, l1: number, l2: number): number {
  return -(2 * shrunk(gradient, l1) * value + (hessian + l2) * value * value);
}

/**
 * The gain of a leaf whose value is kept within the rule's range, which reaches as far up as down. Equals {@link leafGain}, to the bit,
 * where the best value lies inside.
 */
export function cappedGain(gradient: number, hessian: number, rule: LeafRule): number {
  if (Math.abs(gradient) <= rule.high * (hessian + rule.l2)) return leafGain(gradient, hessian, rule.l1, rule.l2);
  return gainAt(leafValue(gradient, hessian, rule), gradient, hessian, rule.l1, rule.l2);
}

/**
 * Gain of two leaves whose values are kept within the rule's range; `direction` +1 (−1) asks that the right value is not below
 * (above) the left one, and gives 0 where it is. (LightGBM's "basic" monotone method.)
 */
export function boundedGain(
  leftGradient: number,
  leftHessian: number,
  rightGradient: number,
  rightHessian: number,
  rule: LeafRule,
  direction: number,
): number {
  const left = leafValue(leftGradient, leftHessian, rule);
  const right = leafValue(rightGradient, rightHessian, rule);
  if (direction * (right - left) < 0) return 0;
  return gainAt(left, leftGradient, leftHessian, rule.l1, rule.l2) + gainAt(right, rightGradient, rightHessian, rule.l1, rule.l2);
}
