import {
  calibratedMargins,
  fitCalibration,
  identityCalibration,
  marginLoss,
  metricNamed,
  selectionMetric,
  type AffineCalibration,
  type Metric,
} from '../../evaluate/index.js';
import type { Model } from '../define.js';
import { candidatesFor, type Candidate } from './candidates.js';
import { compare, outputsOf, pick, type LeaderboardEntry } from './compare.js';
import type { Prepared } from './prepare.js';
import type { TrainOptions } from './settings.js';
import { splitRows, splitRule } from './split.js';

/** What will be fitted, and what is known of it before the holdout is opened. */
export interface Choice {
  readonly chosen: Candidate;
  readonly metric: Metric;
  readonly leaderboard: readonly LeaderboardEntry[];
  /** Learned from out-of-fold margins of the training rows; the identity without cross-validation or for a regression. */
  readonly calibration: AffineCalibration;
  /** Rows with calibrated margins of fits that did not see them; absent without cross-validation. */
  readonly outOfFold?: { readonly rows: Int32Array; readonly margins: Float64Array };
}

/** Picks learner and settings by cross-validation on the training rows; a named learner is taken as it is, in one fit. */
export async function choose(prepared: Prepared, model: Model, train: Int32Array, seed: number, options: TrainOptions): Promise<Choice> {
  const { task } = prepared.target;
  const named = options.metric ?? model.metric;
  const metric = named === undefined ? selectionMetric(task) : metricNamed(named, task);
  const candidates = candidatesFor(task, namedLearner(model, options));
  const identity = identityCalibration(outputsOf(prepared));
  if (candidates.length === 1) return { chosen: candidates[0], metric, leaderboard: [], calibration: identity };
  const split = { of: splitRows(prepared, model.problem, train), rule: splitRule(model.problem, seed), folds: model.problem.folds };
  const settings = { seed, threads: options.threads ?? 1 };
  const { leaderboard, best, outOfFold } = await compare(prepared, model.features, train, candidates, metric, split, settings, options);
  const { rows, margins } = outOfFold;
  const calibration = calibrationOf(prepared, rows, margins) ?? identity;
  return { chosen: best, metric, leaderboard, calibration, outOfFold: { rows, margins: calibratedMargins(calibration, margins) } };
}

function namedLearner(
  model: Model,
  { learner, params = {} }: TrainOptions,
): { learner: string; params: NonNullable<TrainOptions['params']> } | undefined {
  if (learner !== undefined) return { learner, params };
  return model.learner && { learner: model.learner.learner, params: { ...model.learner.params, ...params } };
}

/** Least share of the log-loss that a calibration must save out of fold; below, margins stay as they are. */
const WORTHWHILE = 0.001;

/**
 * How much of the out-of-fold correction is applied. Those fits learned from four fifths of the training rows and are surer
 * of themselves than the final one will be, so all of it would overshoot: docs/decisions/0012.
 */
const APPLIED = 0.5;

function calibrationOf(prepared: Prepared, rows: Int32Array, margins: Float64Array): AffineCalibration | undefined {
  const { task, y } = prepared.target;
  if (task === 'regression') return undefined;
  const weights = prepared.weights && pick(prepared.weights, rows);
  const sample = { task, classes: outputsOf(prepared), y: pick(y, rows), margins, ...(weights ? { weights } : {}) };
  const full = fitCalibration(sample);
  const [before, after] = [marginLoss(sample), marginLoss({ ...sample, margins: calibratedMargins(full, margins) })];
  if (after >= before * (1 - WORTHWHILE)) return undefined;
  return { scale: full.scale ** APPLIED, shift: full.shift.map((b) => APPLIED * b) };
}
