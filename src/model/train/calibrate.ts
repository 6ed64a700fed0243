import { calibratedMargins, fitCalibration, marginLoss, type AffineCalibration } from '../../evaluate/index.js';
import { outputsOf } from './fit-on.js';
import type { Prepared } from './prepare.js';
import { pick } from '../rows.js';

/** Least share of the log-loss that a calibration must save out of fold; below, margins stay as they are. */
const WORTHWHILE = 0.001;

/**
 * How much of the out-of-fold correction is applied. Those fits learned from four fifths of the training rows and are surer
 * of themselves than the final one will be, so all of it would overshoot: docs/decisions/0012. One temperature is a gentler correction
 * than scale and shift, and more of it holds.
 */
const APPLIED = { binary: 0.5, multiclass: 0.75 } as const;

/**
 * The calibration that a learner is served with, from its out-of-fold margins of some rows; `undefined` where it would save too little, and
 * for a regression.
 */
export function calibrationOf(prepared: Prepared, rows: Int32Array, margins: Float64Array): AffineCalibration | undefined {
  const { task, y } = prepared.target;
  if (task === 'regression') return undefined;
  const weights = prepared.weights && pick(prepared.weights, rows);
  const sample = { task, classes: outputsOf(prepared), y: pick(y, rows), margins, ...(weights ? { weights } : {}) };
  const full = fitCalibration(sample);
  const [before, after] = [marginLoss(sample), marginLoss({ ...sample, margins: calibratedMargins(full, margins) })];
  if (after >= before * (1 - WORTHWHILE)) return undefined;
  const applied = APPLIED[task];
  return { scale: full.scale ** applied, shift: full.shift.map((b) => applied * b) };
}
