import { logit, sigmoid, softplus } from '../../core/index.js';
import type { CalibrationRows } from './affine.js';
import { fitBeta, type BetaCalibration } from './beta.js';
import { fitIsotonic, isotonicAt } from './isotonic.js';

/** A non-decreasing map of log-odds to log-odds. JSON. */
export type CalibrationCurve =
  | ({ readonly kind: 'beta' } & BetaCalibration)
  /** `values[i]` at `knots[i]` (ascending), straight lines between, level beyond the ends. */
  | { readonly kind: 'isotonic'; readonly knots: readonly number[]; readonly values: readonly number[] };

/** The log-odds that a curve makes of log-odds. */
export function curveAt(curve: CalibrationCurve, margin: number): number {
  if (curve.kind === 'isotonic') return isotonicAt(curve, margin);
  return curve.b * softplus(margin) - curve.a * softplus(-margin) + curve.c;
}

/** Beta calibration of log-odds: of the probability p = sigmoid(m), ln p is −softplus(−m), and −ln(1 − p) is softplus(m). */
export const betaCurve = ({ y, margins, weights }: CalibrationRows): CalibrationCurve => ({
  kind: 'beta',
  ...fitBeta(margins.map(sigmoid), y, weights),
});

/**
 * Isotonic calibration of log-odds: the share of positives among rows of neighbouring margins. A share of none or all is held off 0 and 1 by Laplace's rule for
 * all rows, 1 / (n + 2), whose log-odds are finite.
 */
export function isotonicCurve({ y, margins, weights }: CalibrationRows): CalibrationCurve {
  const { knots, values } = fitIsotonic(margins, y, weights);
  const least = 1 / (y.length + 2);
  return {
    kind: 'isotonic',
    knots: Array.from(knots),
    values: Array.from(values, (share) => logit(Math.min(1 - least, Math.max(least, share)))),
  };
}
