import { count, figure } from '../../core/index.js';
import {
  calibratedMargins,
  calibrationBy,
  fitCalibration,
  marginLoss,
  type AffineCalibration,
  type Calibration,
  type CalibrationRows,
} from '../../evaluate/index.js';
import { outputsOf } from './fit-on.js';
import type { Prepared } from './prepare.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** Least share of the log-loss that a calibration must save out of fold; below, margins stay as they are. */
const WORTHWHILE = 0.001;

/**
 * How much of the out-of-fold correction is applied. Those fits learned from four fifths of the training rows and are surer
 * of themselves than the final one will be, so all of it would overshoot: docs/decisions/0012. One temperature is a gentler correction
 * than scale and shift, and more of it holds.
 */
const APPLIED = { binary: 0.5, multiclass: 0.75 } as const;

/**
 * The calibration that a learner is served with, from its out-of-fold margins of some rows; `undefined` where it would save too little, where none is wanted, and
 * for a regression. One that was asked for by name is applied as it is fitted.
 */
export function calibrationOf(
  { prepared, plan }: Pick<Training, 'prepared' | 'plan'>,
  rows: Int32Array,
  margins: Float64Array,
): Calibration | undefined {
  if (plan.calibration === 'none') return undefined;
  const sample = sampleOf(prepared, rows, margins);
  if (!sample) return undefined;
  return plan.calibration === 'auto' ? worthwhileOf(sample) : calibrationBy(plan.calibration, sample);
}

/** The same of a learner that joins others: affine, for a mean of log-odds is one of theirs, whatever is done to it in the end. */
export function memberCalibrationOf(prepared: Prepared, rows: Int32Array, margins: Float64Array): AffineCalibration | undefined {
  const sample = sampleOf(prepared, rows, margins);
  return sample && worthwhileOf(sample);
}

/**
 * For each part of the rows that `whole` was learned from, what the other rows alone say: a curve that follows the rows which it is judged on would promise too
 * much. A usual calibration is judged as it is, for it is but a part of two numbers.
 */
export function calibrationsBut(
  training: Pick<Training, 'prepared' | 'plan'>,
  whole: Calibration | undefined,
  { rows, margins }: { readonly rows: Int32Array; readonly margins: Float64Array },
  parts: readonly Int32Array[],
): readonly (Calibration | undefined)[] {
  if (!whole || training.plan.calibration === 'auto') return parts.map(() => whole);
  const outputs = outputsOf(training.prepared);
  return parts.map((part) => {
    const isPart = new Set(part);
    const others = Int32Array.from(rows.keys()).filter((i) => !isPart.has(rows[i]));
    const own = margins.filter((_, i) => !isPart.has(rows[Math.floor(i / outputs)]));
    return others.length === 0 ? whole : calibrationOf(training, pick(rows, others), own);
  });
}

/** Parts by which a calibration is judged where no folds are at hand. */
const PARTS = 5;

/**
 * The margins that `whole` was learned from, calibrated; each fifth of the rows by what the others say, where the calibration was asked for by name. What is
 * learned from them, such as a threshold or a coverage, then holds for rows that nobody has seen.
 */
export function honestMargins(
  training: Pick<Training, 'prepared' | 'plan'>,
  whole: Calibration,
  { rows, margins }: { readonly rows: Int32Array; readonly margins: Float64Array },
): Float64Array {
  if (['auto', 'none'].includes(training.plan.calibration)) return calibratedMargins(whole, margins);
  const parts = Array.from({ length: PARTS }, (_, part) => rows.filter((_row, i) => i % PARTS === part));
  const outputs = outputsOf(training.prepared);
  const honest = new Float64Array(margins.length);
  for (const [part, own] of calibrationsBut(training, whole, { rows, margins }, parts).entries()) {
    const changed = calibratedMargins(own ?? whole, margins);
    for (let i = 0; i < honest.length; i++) if (Math.floor(i / outputs) % PARTS === part) honest[i] = changed[i];
  }
  return honest;
}

/** How a calibration that was asked for by name changes the log-loss of rows that it was not learned from; none for others. */
export function calibrationNotes(training: Training, rows: Int32Array, margins: Float64Array): readonly string[] {
  const { calibration } = training.plan;
  const fitted = calibration === 'auto' ? undefined : calibrationOf(training, rows, margins);
  const sample = fitted && sampleOf(training.prepared, rows, margins);
  if (!sample) return [];
  const honest = honestMargins(training, fitted, { rows, margins });
  const [before, after] = [marginLoss(sample), marginLoss({ ...sample, margins: honest })];
  const worse = after > before ? ', which is worse: --calibration auto corrects where that pays' : '';
  return [
    `Probabilities are calibrated by ${calibration}, learned from ${count(rows.length, 'row')} by fits that had not seen them. Learned from four fifths of them, it makes of the others' log-loss of ${figure(before)} one of ${figure(after)}${worse}.`,
  ];
}

function sampleOf(prepared: Prepared, rows: Int32Array, margins: Float64Array): CalibrationRows | undefined {
  const { task, y } = prepared.target;
  if (task === 'regression') return undefined;
  const weights = prepared.weights && pick(prepared.weights, rows);
  return { task, classes: outputsOf(prepared), y: pick(y, rows), margins, ...(weights ? { weights } : {}) };
}

/** Part of the usual correction, where it saves something. */
function worthwhileOf(sample: CalibrationRows): AffineCalibration | undefined {
  const { task, margins } = sample;
  const full = fitCalibration(sample);
  const [before, after] = [marginLoss(sample), marginLoss({ ...sample, margins: calibratedMargins(full, margins) })];
  if (after >= before * (1 - WORTHWHILE)) return undefined;
  const applied = APPLIED[task];
  return { scale: full.scale ** applied, shift: full.shift.map((b) => applied * b) };
}
