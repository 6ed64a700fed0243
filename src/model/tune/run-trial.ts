import type { Cost } from '../../learn/index.js';
import type { Trial } from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';
import type { Crew } from './crew.js';
import { excessOf, withFeatures, type Limits } from './limits.js';
import type { Judge } from './out-of-fold.js';

/** Longest time for one fold, milliseconds: beyond it a trial hangs. */
const FOLD_LIMIT_MS = 3_600_000;

/** What every trial of a study is run with. */
export interface TrialGround {
  readonly judge: Judge;
  readonly crew: Crew;
  readonly limits: Limits;
  /** Of the model: what they cost is counted. */
  readonly features: number;
  readonly isHigherBetter: boolean;
  /** Told of each fold: how many seconds it took. */
  readonly tookFold: (seconds: number) => void;
}

/** How a trial ended, and its margins, fold by fold, when it ran to its end. */
export interface TrialResult {
  readonly end: Omit<Trial, 'number' | 'point'>;
  readonly margins?: readonly Float64Array[];
}

/** Runs one trial in a process of the crew, fold by fold, until `stops` gives up on it, it is over a limit, or all are done. */
export async function runTrial(
  ground: TrialGround,
  { learner, params }: Candidate,
  stops: (course: readonly number[]) => boolean,
  signal: AbortSignal,
): Promise<TrialResult> {
  const { judge, crew, limits, features } = ground;
  const margins: Float64Array[] = [];
  const course: number[] = [];
  let [seconds, sum] = [0, 0];
  let [cost, explains]: [Cost, boolean] = [{ bytes: 0, microseconds: 0 }, true];
  const ran = await crew.run(
    {
      learner: learner.name,
      params,
      limitMs: FOLD_LIMIT_MS,
      step: (fold, own) => {
        margins.push(own.margins);
        seconds += own.seconds;
        ground.tookFold(own.seconds);
        cost = larger(cost, withFeatures(own.cost, features));
        explains &&= own.explains;
        sum -= judge.gainOf(fold, own.margins);
        course.push(sum / (fold + 1));
        return Number.isFinite(sum) && excessOf(cost, limits) === undefined && !stops(course);
      },
    },
    signal,
  );
  const known = course.length > 0 ? { cost, explains } : {};
  const without = (state: Trial['state'], more: Partial<Trial>): TrialResult => ({
    end: { state, course, losses: null, seconds, ...known, ...more },
  });
  if (ran.kind === 'failed') return without('failed', { course: course.filter(Number.isFinite), reason: ran.reason });
  if (!Number.isFinite(sum)) return without('failed', { course: [], reason: 'the metric is undefined' });
  const excess = excessOf(cost, limits);
  if (excess) return without('over', excess);
  if (margins.length < judge.splits.length) return without('pruned', {});
  const { mean, standardError } = judge.judged(margins);
  return { end: { state: 'finished', course, losses: [ground.isHigherBetter ? -mean : mean], standardError, seconds, ...known }, margins };
}

const larger = (a: Cost, b: Cost): Cost => ({
  bytes: Math.max(a.bytes, b.bytes),
  microseconds: Math.max(a.microseconds, b.microseconds),
});
