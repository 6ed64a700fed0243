import { calibratedMargins, gain, metricValue, overFolds, scored, takeActing, type Calibration, type Split } from '../../evaluate/index.js';
import { calibrationOf, calibrationsBut } from '../train/calibrate.js';
import { actingOf } from '../train/decision.js';
import { outputsOf } from '../train/fit-on.js';
import { pick } from '../rows.js';
import type { Training } from '../train/training.js';

/**
 * Rows that some fold tested, with their margins by a fit that did not see them: the first, where several folds tested a row. Means of several would err less than the
 * one model that is served, and what is learned from them would promise too much.
 */
export interface OutOfFold {
  /** Of the table. */
  readonly rows: Int32Array;
  readonly margins: Float64Array;
}

/** The folds of a study, and how its trials are judged on them. */
export interface Judge {
  readonly splits: readonly Split[];
  /** The metric of the margins of one fold, as they are; `NaN` where it is undefined. Higher is better. */
  gainOf(fold: number, margins: Float64Array): number;
  /** The rows that the folds tested, of the margins as they are. */
  outOfFold(margins: readonly Float64Array[]): OutOfFold;
  /** The metric of all folds as a loss. */
  lossOf(judged: Judged): number;
  /** Of all folds, as served; a calibration that was asked for by name is learned from the other folds. */
  judged(margins: readonly Float64Array[]): Judged;
}

/** A trial that ran on all folds. */
export interface Judged {
  readonly mean: number;
  readonly standardError: number;
  readonly folds: readonly number[];
  readonly outOfFold: OutOfFold;
  /** Absent where none is worth it. */
  readonly calibration?: Calibration;
}

/** Judges on some rows of the table, which the splits number. */
export function judgeOf(training: Training, rows: Int32Array, splits: readonly Split[]): Judge {
  const { prepared, plan } = training;
  const acting = actingOf(training);
  const { target, weights } = prepared;
  const outputs = outputsOf(prepared);
  const own = splits.map(({ test }) => pick(rows, test));
  const ys = own.map((test) => pick(target.y, test));
  const ws = own.map((test) => weights && pick(weights, test));
  const as = own.map((test) => acting && takeActing(acting, test));
  const valueOf = (fold: number, margins: Float64Array): number =>
    metricValue(plan.metric, scored(target.task, outputs, ys[fold], margins, ws[fold], as[fold]));
  return {
    splits,
    lossOf: ({ mean }) => (plan.metric.better === 'higher' ? -mean : mean),
    gainOf: (fold, margins) => gain(plan.metric, valueOf(fold, margins), 0),
    outOfFold: (margins) => firstOf(rows, splits, margins, outputs),
    judged: (margins) => {
      const outOfFold = firstOf(rows, splits, margins, outputs);
      const calibration = calibrationOf(training, outOfFold.rows, outOfFold.margins);
      const each = calibrationsBut(training, calibration, outOfFold, own);
      const served = margins.map((m, fold) => (each[fold] ? calibratedMargins(each[fold], m) : m));
      return { ...overFolds(served.map((m, fold) => valueOf(fold, m))), outOfFold, ...(calibration ? { calibration } : {}) };
    },
  };
}

function firstOf(rows: Int32Array, splits: readonly Split[], margins: readonly Float64Array[], outputs: number): OutOfFold {
  const own = new Float64Array(rows.length * outputs);
  const isTested = new Uint8Array(rows.length);
  splits.forEach(({ test }, fold) =>
    test.forEach((row, i) => {
      if (isTested[row] === 1) return;
      isTested[row] = 1;
      for (let o = 0; o < outputs; o++) own[row * outputs + o] = margins[fold][i * outputs + o];
    }),
  );
  const tested = Int32Array.from(rows.keys()).filter((row) => isTested[row] === 1);
  const kept = new Float64Array(tested.length * outputs);
  tested.forEach((row, i) => {
    for (let o = 0; o < outputs; o++) kept[i * outputs + o] = own[row * outputs + o];
  });
  return { rows: pick(rows, tested), margins: kept };
}
