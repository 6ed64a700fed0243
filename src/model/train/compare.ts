import { calibratedMargins, crossValidate, takeActing } from '../../evaluate/index.js';
import type { FeatureSettings } from '../../features/index.js';
import type { Cost, Params } from '../../learn/index.js';
import { calibrationOf } from './calibrate.js';
import { actingOf } from './decision.js';
import { fitOn, marginsOf, outputsOf } from './fit-on.js';
import { foldEncoder } from './fold-encoder.js';
import type { Candidate } from './plan.js';
import { pick } from '../rows.js';
import { foldsOf } from './split.js';
import type { Training } from './training.js';

/** One line of the leaderboard, best first. */
export interface LeaderboardEntry {
  readonly learner: string;
  readonly params: Params;
  /** How its features are made, where that was searched; absent: as defined. */
  readonly features?: FeatureSettings;
  /** Mean of the metric over the folds. */
  readonly metric: number;
  /** Standard error of that mean. */
  readonly standardError: number;
  readonly folds: readonly number[];
  readonly seconds: number;
  /** Its number in the study. */
  readonly trial?: number;
  /** What the fitted predictor takes: bytes as it is stored, and microseconds for a row with its features, as reckoned. */
  readonly cost?: Cost;
  /** No other trial is as good in every objective and better in one, where there are several. */
  readonly front?: true;
  /** What the search chose, where that need not be the first. */
  readonly chosen?: true;
  /** Segments: how far fits on resampled rows agree, 1 entirely and 0 by chance (adjusted Rand index). */
  readonly stability?: number;
}

/** What cross-validation says of the candidates. */
export interface Comparison {
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly best: Candidate;
  /** Rows that some fold tested, with the best candidate's margins by fits that did not see them. */
  readonly outOfFold: { readonly rows: Int32Array; readonly margins: Float64Array };
}

/**
 * Cross-validates the candidates on the same folds of the training rows. Features are fitted within each fold, on its
 * training side alone, so nothing of a tested row is ever learned from. Each is judged as it would be served, calibrated: one that is
 * too sure of itself but ranks better should win.
 */
export async function compare(training: Training, rows: Int32Array): Promise<Comparison> {
  const { prepared, plan, model, options } = training;
  const acting = actingOf(training);
  const { target, weights } = prepared;
  const outputs = outputsOf(prepared);
  const splits = foldsOf(training, rows, model.problem.folds);
  const encoded = foldEncoder(training, rows, splits.length);
  const { entries } = await crossValidate({
    candidates: plan.candidates.map((chosen) => ({
      name: chosen.learner.name,
      fit: async (side, fold) => {
        await using x = await encoded(side, fold);
        const words = `${chosen.learner.name}, fold ${fold + 1} of ${splits.length}`;
        const fitted = await fitOn(training, x.training, pick(rows, side.train), chosen, words);
        const [margins] = await marginsOf([fitted], x.serving, pick(rows, side.test));
        return margins;
      },
    })),
    splits,
    metric: plan.metric,
    task: target.task,
    classes: outputs,
    y: pick(target.y, rows),
    ...(weights ? { weights: pick(weights, rows) } : {}),
    ...(acting ? { acting: takeActing(acting, rows) } : {}),
    served: (margins) => {
      const tested = testedRows(margins, outputs, rows);
      const calibration = calibrationOf(training, tested.rows, tested.margins);
      return calibration ? calibratedMargins(calibration, margins) : margins;
    },
    clock: options.clock,
    signal: options.signal,
  });
  const byName = (name: string): Candidate => plan.candidates.find((c) => c.learner.name === name)!;
  return {
    leaderboard: entries.map((e) => ({
      learner: e.name,
      params: byName(e.name).params,
      metric: e.mean,
      standardError: e.standardError,
      folds: e.folds,
      seconds: e.seconds,
    })),
    best: byName(entries[0].name),
    outOfFold: testedRows(entries[0].outOfFold, outputs, rows),
  };
}

function testedRows(margins: Float64Array, outputs: number, rows: Int32Array): Comparison['outOfFold'] {
  const tested = Int32Array.from(rows.keys()).filter((i) => !Number.isNaN(margins[i * outputs]));
  const own = new Float64Array(tested.length * outputs);
  tested.forEach((i, at) => own.set(margins.subarray(i * outputs, (i + 1) * outputs), at * outputs));
  return { rows: pick(rows, tested), margins: own };
}
