import { joined } from '../../core/index.js';
import {
  calibratedMargins,
  LEVEL,
  normalQuantile,
  pairedInterval,
  scored,
  takeActing,
  unitsOfGroups,
  type Split,
} from '../../evaluate/index.js';
import { calibrationOf } from '../train/calibrate.js';
import { actingOf } from '../train/decision.js';
import { outputsOf } from '../train/fit-on.js';
import { pick } from '../rows.js';
import type { Training } from '../train/training.js';

/** How much better one model is than another on rows that neither learned from, by the metric that chooses. Positive is better. */
export interface PairedGain {
  readonly value: number;
  /** Of the difference: what makes rows hard for both cancels out. */
  readonly standardError: number;
}

/** Draws of rows for a standard error: to 5 %. */
const RESAMPLES = 200;
/** Rows from which so many of them are drawn less often. */
const MANY_ROWS = 50_000;

/** Compares margins of all tested rows, fold after fold, each as it would be served: calibrated. Rows of a group, and a row that several folds test, are drawn together. */
export function pairing(training: Training, rows: Int32Array, splits: readonly Split[]): (a: Float64Array, b: Float64Array) => PairedGain {
  const { prepared, plan } = training;
  const { target, weights, groups } = prepared;
  const tested = testedIn(rows, splits);
  const y = pick(target.y, tested);
  const own = weights && pick(weights, tested);
  const acting = actingOf(training);
  const acted = acting && takeActing(acting, tested);
  const units = unitsOfGroups(groups ? Int32Array.from(tested, (row) => (groups[row] >= 0 ? groups[row] : prepared.rows + row)) : tested);
  const served = (margins: Float64Array): Float64Array => {
    const calibration = calibrationOf(training, tested, margins);
    return calibration ? calibratedMargins(calibration, margins) : margins;
  };
  const [outputs, resamples] = [outputsOf(prepared), tested.length > MANY_ROWS ? RESAMPLES / 2 : RESAMPLES];
  return (a, b) => {
    const [first, second] = [a, b].map((margins) => scored(target.task, outputs, y, served(margins), own, acted));
    const { value, low, high } = pairedInterval(plan.metric, first, second, { seed: plan.seed, units, resamples });
    return { value, standardError: (high - low) / (2 * normalQuantile((1 + LEVEL) / 2)) };
  };
}

/** The rows that the splits test, of the table: one split after the other. */
export const testedIn = (rows: Int32Array, splits: readonly Split[]): Int32Array =>
  Int32Array.from(splits.flatMap(({ test }) => [...pick(rows, test)]));

/** Arrays one after the other. */
export const joinedMargins = (parts: readonly Float64Array[]): Float64Array => joined(Float64Array, parts);
