import type { Scored } from '../scored.js';
import { fitCalibration } from './affine.js';
import { decomposeBrier, type BrierParts } from './decompose.js';
import { reliability, type ReliabilityBin } from './reliability.js';

/** How honest probabilities are on some rows. Plain JSON. */
export interface CalibrationSummary {
  readonly bins: readonly ReliabilityBin[];
  /** What margins would have to be multiplied by here: 1 is honest, below 1 the model is too sure of itself, above 1 too timid. */
  readonly slope: number;
  /** binary: what would have to be added then: 0 is honest, above 0 the model says too low. */
  readonly intercept?: number;
  /** binary: what the Brier score is made of. */
  readonly brier?: BrierParts;
}

/**
 * The reliability bins, the slope and intercept of the calibration line, and what the Brier score is made of: of a classification's rows
 * and margins.
 */
export function calibrationSummary(sample: Scored, margins: Float64Array): CalibrationSummary {
  const { task, classes, y, weights } = sample;
  if (task === 'regression') throw new TypeError('a regression has no probabilities to calibrate');
  const { scale, shift } = fitCalibration({ task, classes, y, margins, ...(weights ? { weights } : {}) });
  return { bins: reliability(sample), slope: scale, ...(task === 'binary' ? { intercept: shift[0], brier: decomposeBrier(sample) } : {}) };
}
