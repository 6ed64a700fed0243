import type { Trial } from '../../tune/index.js';
import type { LeaderboardEntry } from '../train/compare.js';
import type { Candidate } from '../train/plan.js';
import type { Training } from '../train/training.js';
import type { Decision } from './decide.js';
import { frontOf } from './objectives.js';

/** Lines of the leaderboard. */
const SHOWN = 20;

/** The best trials, and the blend of them where there is one, best first; the chosen one is marked and always among them, and so are those of the front of several objectives. */
export function leaderboardOf(
  { plan }: Training,
  order: readonly Trial[],
  candidateOf: (trial: Trial) => Candidate,
  { chosen, blend }: Decision,
  several: boolean,
): readonly LeaderboardEntry[] {
  const sign = plan.metric.better === 'higher' ? -1 : 1;
  const front = several ? frontOf(order) : new Set<number>();
  const trials = order.map((trial): LeaderboardEntry => ({
    ...lineOf(trial, candidateOf(trial), sign),
    ...(front.has(trial.number) ? { front: true } : {}),
    ...marked(chosen === trial.number),
  }));
  const lines = [...(blend ? [{ ...blend.line, ...marked(chosen === 'blend') }] : []), ...trials];
  const sorted = lines.toSorted((a, b) => sign * (a.metric - b.metric));
  return sorted.filter((line, place) => place < SHOWN || line.chosen || line.front);
}

const marked = (isChosen: boolean): { readonly chosen?: true } => (isChosen ? { chosen: true } : {});

/** The folds are those of the margins as they were; the mean is calibrated, as it would be served. */
function lineOf(trial: Trial, { learner, params, features }: Candidate, sign: number): LeaderboardEntry {
  return {
    learner: learner.name,
    params,
    ...(features ? { features } : {}),
    trial: trial.number,
    metric: sign * trial.losses![0],
    standardError: trial.standardError ?? 0,
    folds: trial.course.map((mean, i, all) => sign * ((i + 1) * mean - i * (all[i - 1] ?? 0))),
    seconds: trial.seconds,
    ...(trial.cost ? { cost: trial.cost } : {}),
  };
}
