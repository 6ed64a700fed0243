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
  /** The earlier study whose best settings were tried first, and how many of them; absent for none. */
  readonly warmStart?: { readonly study: string; readonly points: number };
  /** Why no more trials were made: their number was reached, or the time was up. */
  readonly ended: 'trials' | 'budget';
}

/** The figures of some trials. */
export function countsOf(trials: readonly Trial[]): Pick<StudySummary, 'trials' | 'finished' | 'pruned' | 'failed'> {
  const count = (state: Trial['state']): number => trials.filter((trial) => trial.state === state).length;
  return { trials: trials.length, finished: count('finished'), pruned: count('pruned'), failed: count('failed') };
}
