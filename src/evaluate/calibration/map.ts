import type { Contributions } from '../../learn/index.js';
import type { AffineCalibration } from './affine.js';
import { curveAt, type CalibrationCurve } from './curve.js';

/** A map of margins that keeps their order: an affine one and, behind it, for two classes, a curve where one was asked for. JSON. */
export interface Calibration extends AffineCalibration {
  readonly curve?: CalibrationCurve;
}

/** Leaves margins as they are. */
export const identityCalibration = (outputs: number): AffineCalibration => ({ scale: 1, shift: Array.from({ length: outputs }, () => 0) });

/** The calibrated margins, rows × outputs: in a new array, or in `out`, which may be the margins' own. */
export function calibratedMargins(
  { scale, shift, curve }: Calibration,
  margins: Float64Array,
  out: Float64Array = new Float64Array(margins.length),
): Float64Array {
  for (let i = 0, k = 0; i < margins.length; i++, k = k + 1 === shift.length ? 0 : k + 1) out[i] = scale * margins[i] + shift[k];
  if (curve) for (let i = 0; i < out.length; i++) out[i] = curveAt(curve, out[i]);
  return out;
}

/**
 * The contributions of the calibrated model, of so many columns: base + sum of effects = the calibrated margin. Exact shares where the map is affine; behind a
 * curve every effect of a row is stretched by as much as the curve stretches the way from the base to the margin, so that they add up and keep their proportions.
 * New arrays.
 */
export function calibratedContributions(
  { scale, shift, curve }: Calibration,
  { base, effects }: Contributions,
  columns: number,
): Contributions {
  const affine = { base: base.map((b, k) => scale * b + shift[k]), effects: effects.map((e) => scale * e) };
  if (!curve) return affine;
  const from = affine.base[0];
  const own = affine.effects.slice();
  for (let at = 0; at < own.length; at += columns) {
    const row = own.subarray(at, at + columns);
    const way = row.reduce((sum, effect) => sum + effect, 0);
    const stretch = way === 0 ? 0 : (curveAt(curve, from + way) - curveAt(curve, from)) / way;
    for (let j = 0; j < row.length; j++) row[j] *= stretch;
  }
  return { base: Float64Array.of(curveAt(curve, from)), effects: own };
}
