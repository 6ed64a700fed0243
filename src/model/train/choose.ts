import { identityCalibration, type Calibration } from '../../evaluate/index.js';
import { calibrationNotes, calibrationOf, honestMargins } from './calibrate.js';
import { compare, type LeaderboardEntry } from './compare.js';
import { outputsOf } from './fit-on.js';
import type { Candidate } from './plan.js';
import type { Training } from './training.js';
import { chooseByStudy } from '../tune/choose-by-study.js';
import type { StudySummary } from '../tune/summary.js';

/** What will be fitted, and what is known of it before the holdout is opened. */
export interface Choice {
  readonly chosen: Candidate;
  /** Empty where nothing was compared. */
  readonly leaderboard: readonly LeaderboardEntry[];
  /** Learned from out-of-fold margins of the training rows; the identity without cross-validation or for a regression. */
  readonly calibration: Calibration;
  /** Rows with calibrated margins of fits that did not see them; absent without cross-validation. */
  readonly outOfFold?: { readonly rows: Int32Array; readonly margins: Float64Array };
  /** Why it was chosen, where that needs saying. */
  readonly notes?: readonly string[];
  /** The study that found it. */
  readonly study?: StudySummary;
}

/** Picks learner and settings by a study or by cross-validation on the training rows; a named learner is taken as it is, in one fit, unless a calibration is to be learned for it. */
export async function choose(training: Training, train: Int32Array, startedMs: number): Promise<Choice> {
  const { prepared, plan } = training;
  if (plan.tuning) return chooseByStudy(training, plan.tuning, train, startedMs);
  const identity = identityCalibration(outputsOf(prepared));
  const isNamed = plan.candidates.length === 1;
  if (isNamed && ['auto', 'none'].includes(plan.calibration)) return { chosen: plan.candidates[0], leaderboard: [], calibration: identity };
  const { leaderboard, best, outOfFold } = await compare(training, train);
  const { rows, margins } = outOfFold;
  const calibration = calibrationOf(training, rows, margins) ?? identity;
  const notes = calibrationNotes(training, rows, margins);
  for (const note of notes) training.options.say(note);
  return {
    chosen: best,
    leaderboard: isNamed ? [] : leaderboard,
    calibration,
    outOfFold: { rows, margins: honestMargins(training, calibration, outOfFold) },
    ...(notes.length > 0 ? { notes } : {}),
  };
}
