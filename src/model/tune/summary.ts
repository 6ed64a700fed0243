import type { BetterTrial } from '../../evaluate/index.js';
import type { FeatureSettings } from '../../features/index.js';
import type { Trial } from '../../tune/index.js';

/** A study in figures, as the record keeps it and `train` answers it. */
export interface StudySummary {
  /** Its name: a digest of data, features, settings and seed. */
  readonly id: string;
  readonly sampler: string;
  readonly pruner: string;
  /** Trials that the choice was made of. */
  readonly trials: number;
  /** Of these, those that another run had ended, before or beside this one. */
  readonly resumed: number;
  readonly finished: number;
  readonly pruned: number;
  readonly failed: number;
  /** Trials that were over a limit; absent in studies of before. */
  readonly over?: number;
  /** The earlier study whose best settings were tried first, and how many of them; absent for none. */
  readonly warmStart?: { readonly study: string; readonly points: number };
  /** What trials were to be low in beside the metric; absent for nothing. */
  readonly objectives?: readonly string[];
  /** How the features of what was chosen are made, where that was searched; empty for as defined. */
  readonly features?: FeatureSettings;
  /** Why no more trials were made: their number was reached, the time was up, or it was stopped (Ctrl-C). */
  readonly ended: 'trials' | 'budget' | 'stopped';
  /** The trials that were the best so far, in their order, by the metric that chose; absent from versions of before. */
  readonly bests?: readonly BetterTrial[];
}

/** Each trial that was better than all with a lower number. */
export function bestsOf(
  trials: readonly Trial[],
  learnerOf: (trial: Trial) => string,
  metricOf: (loss: number) => number,
): readonly BetterTrial[] {
  let least = Infinity;
  return trials.flatMap((trial) => {
    const [loss = Infinity] = trial.losses ?? [];
    if (!(loss < least)) return [];
    least = loss;
    return [{ trial: trial.number, learner: learnerOf(trial), metric: metricOf(loss) }];
  });
}

/** The figures of some trials. */
export function countsOf(trials: readonly Trial[]): Pick<StudySummary, 'trials' | 'finished' | 'pruned' | 'failed' | 'over'> {
  const count = (state: Trial['state']): number => trials.filter((trial) => trial.state === state).length;
  return { trials: trials.length, finished: count('finished'), pruned: count('pruned'), failed: count('failed'), over: count('over') };
}
