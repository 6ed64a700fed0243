import type { Task } from '../../core/index.js';
import { fitCalibration, type CalibrationRows } from './affine.js';
import { betaCurve, isotonicCurve } from './curve.js';
import { identityCalibration, type Calibration } from './map.js';
import { fitTemperature } from './temperature.js';

/** Ways to calibrate, by the names of the field; those of one task below. */
export type CalibrationMethod = 'none' | 'platt' | 'temperature' | 'beta' | 'isotonic';

/** The ways that a task has: a number is its own forecast, and of several classes one temperature keeps which is the most likely. */
export const calibrationMethods: Readonly<Record<Task, readonly CalibrationMethod[]>> = {
  binary: ['none', 'platt', 'temperature', 'beta', 'isotonic'],
  multiclass: ['none', 'temperature'],
  regression: ['none'],
};

const FITS: Readonly<Record<CalibrationMethod, (rows: CalibrationRows) => Calibration>> = {
  none: ({ classes }) => identityCalibration(classes),
  platt: fitCalibration,
  temperature: fitTemperature,
  beta: (rows) => ({ ...identityCalibration(1), curve: betaCurve(rows) }),
  isotonic: (rows) => ({ ...identityCalibration(1), curve: isotonicCurve(rows) }),
};

/** The calibration of some rows in one way, which their task must have. */
export const calibrationBy = (method: CalibrationMethod, rows: CalibrationRows): Calibration => FITS[method](rows);
