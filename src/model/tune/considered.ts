import type { Training } from '../train/training.js';
import type { Known } from './known.js';
import type { Judge } from './out-of-fold.js';
import type { PairedGain } from './paired.js';
import type { Tuning } from './tuning.js';

/** What there is to decide on. `known` are the trials whose margins are known, the best first. */
export interface Considered {
  readonly training: Training;
  readonly tuning: Tuning;
  readonly judge: Judge;
  readonly rows: Int32Array;
  readonly known: readonly Known[];
  /** The lowest loss of the defaults; `Infinity` where none ended. What is taken is no worse. */
  readonly defaultLoss: number;
  /** Milliseconds that are left for what follows. */
  readonly leftMs: number;
}

/** How much better the first margins are than the second, both per split. */
export type GainOver = (one: readonly Float64Array[], other: readonly Float64Array[]) => PairedGain;

/** A trial in words: `gbdt (trial 12)`. */
export const trialName = ({ trial, candidate }: Known): string => `${candidate.learner.name} (trial ${trial.number})`;
