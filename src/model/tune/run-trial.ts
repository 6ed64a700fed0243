import type { Cost } from '../../learn/index.js';
import type { Trial } from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';
import { keptOf } from '../train/shaped.js';
import type { Crew } from './crew.js';
import type { FoldEncodings } from './fold-encodings.js';
import { withFeatures } from '../row-cost.js';
import { excessOf, type Limits } from './limits.js';
import type { Step } from './messages.js';
import { lossesOf, type Objective } from './objectives.js';
import type { Judge } from './out-of-fold.js';
import { trialCourse } from './trial-course.js';

/** Longest time for one fold, milliseconds: beyond it a trial hangs. */
const FOLD_LIMIT_MS = 3_600_000;

/** What every trial of a study is run with. */
export interface TrialGround {
  readonly judge: Judge;
  readonly crew: Crew;
  readonly limits: Limits;
  /** Beside the metric. */
  readonly objectives: readonly Objective[];
  /** Of the model: what they cost is counted. */
  readonly features: number;
  readonly encodings: FoldEncodings;
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
  candidate: Candidate & { readonly path: boolean },
  stops: (course: readonly number[]) => boolean,
  signal: AbortSignal,
): Promise<TrialResult> {
  return ground.encodings.use(candidate.features, signal, (encoding) => runOn(ground, encoding, candidate, stops, signal));
}

async function runOn(
  ground: TrialGround,
  encoding: string,
  { learner, params, path, features }: Candidate & { readonly path: boolean },
  stops: (course: readonly number[]) => boolean,
  signal: AbortSignal,
): Promise<TrialResult> {
  const { judge, crew, limits } = ground;
  const trial = trialCourse(judge);
  const means: number[] = [];
  const steps: Step[] = [];
  const kept = keptOf(ground.features, features?.keep ?? 1);
  const costNow = (): Cost => costAt(steps, trial.best().value, kept);
  const ran = await crew.run(
    {
      learner: learner.name,
      params,
      path,
      encoding,
      ...(kept < ground.features ? { keptFeatures: kept } : {}),
      limitMs: FOLD_LIMIT_MS,
      step: (_, step) => {
        steps.push(step);
        ground.tookFold(step.seconds);
        means.push(trial.add(step.margins, step.values));
        const yes = Number.isFinite(means.at(-1)) && excessOf(costNow(), limits) === undefined && !stops(means);
        return { yes, values: trial.wanted() };
      },
    },
    signal,
  );
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const known = steps.length > 0 ? { cost: costNow(), explains: steps.every(({ explains }) => explains) } : {};
  const without = (state: Trial['state'], course: readonly number[], more: Partial<Trial>): TrialResult => ({
    end: { state, course, losses: null, seconds, ...known, ...more },
  });
  if (ran.kind === 'failed') return without('failed', means.filter(Number.isFinite), { reason: ran.reason });
  if (!means.every(Number.isFinite)) return without('failed', [], { reason: 'the metric is undefined' });
  const { margins, course, value } = trial.best();
  const excess = excessOf(costNow(), limits);
  if (excess) return without('over', course, excess);
  if (margins.length < judge.splits.length) return without('pruned', course, {});
  const judged = judge.judged(margins);
  const found = value === undefined ? {} : { found: value };
  const losses = lossesOf(judge.lossOf(judged), costNow(), ground.objectives);
  return {
    end: { state: 'finished', course, losses, standardError: judged.standardError, seconds, ...known, ...found },
    margins,
  };
}

/** The largest cost of the folds. Where a setting is found, it is known at the greatest value and grows with it. */
function costAt(steps: readonly Step[], value: number | undefined, features: number): Cost {
  const costs = steps.map(({ cost, values }) => {
    const share = value === undefined || !values ? 1 : value / values.at(-1)!;
    return withFeatures({ bytes: Math.round(cost.bytes * share), microseconds: cost.microseconds * share }, features);
  });
  const most = (name: keyof Cost): number => costs.reduce((largest, cost) => Math.max(largest, cost[name]), 0);
  return { bytes: most('bytes'), microseconds: most('microseconds') };
}
