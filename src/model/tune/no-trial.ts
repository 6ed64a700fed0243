import { durationWords, mwError } from '../../core/index.js';
import type { Trial } from '../../tune/index.js';
import { overLimits } from './decide.js';
import type { Timekeeper } from './timekeeper.js';
import type { Tuning } from './tuning.js';

/** The error of a search without a model: no time, limits that nothing keeps to, faults, or all given up. */
export function whyNone(tuning: Tuning, trials: readonly Trial[], time: Timekeeper, folds: number): Error {
  const over = trials.filter(({ state }) => state === 'over').toSorted((a, b) => a.violation! - b.violation! || a.number - b.number);
  if (over.length > 0) return overLimits(tuning, trials.length, tuning.candidateOf(over[0].point).learner.name, over[0].reason!);
  const failed = trials.find(({ state }) => state === 'failed');
  if (failed) return mwError('MW_TUNE_NO_TRIAL', { trials: trials.length, why: failed.reason ?? 'they failed' });
  if (trials.length > 0) return mwError('MW_TUNE_NO_TRIAL', { trials: trials.length, why: 'all were pruned' });
  const { beganMs, foldMs, now } = time.spent();
  const ranMs = now - beganMs;
  const trialMs = foldMs === undefined ? undefined : foldMs * folds;
  const cut = ranMs < NOTHING_MS ? 'then the time was up' : `had not finished one of ${folds} folds after ${durationWords(ranMs)}`;
  return mwError('MW_TUNE_BUDGET', {
    budget: durationWords(tuning.budgetMs),
    before: durationWords(beganMs),
    trial: trialMs === undefined ? cut : `one takes about ${durationWords(trialMs)}`,
    give: trialMs === undefined ? null : budgetFor(beganMs, trialMs),
  });
}

/** A trial, the fits on all rows after it, and as much again. */
const ROOM = 4;

/** A budget in words that would be enough for more than one trial that takes so long. */
export const budgetFor = (beganMs: number, trialMs: number): string => durationWords(nextWhole(beganMs + ROOM * trialMs));

/** Too short to tell anything of a trial. */
const NOTHING_MS = 100;

/** The next ten seconds, or minute. */
const nextWhole = (ms: number): number => Math.ceil(ms / (ms < 60_000 ? 10_000 : 60_000)) * (ms < 60_000 ? 10_000 : 60_000);
