import { bestOf, type Trial } from '../../tune/index.js';
import type { Candidate } from '../train/plan.js';
import { poolOf } from './pool.js';

/** A trial that finished, what it tried, and its margins on every split. */
export interface Known {
  readonly trial: Trial;
  readonly candidate: Candidate;
  readonly margins: readonly Float64Array[];
}

/** The margins of the trials that the choice may be made of: those of others are let go. */
export interface MarginsKept {
  /** Keeps the margins of a trial that ended here, until enough better ones are known. */
  add(trial: Trial, margins: readonly Float64Array[]): void;
  /** Those of a trial; `undefined` where it ended in another process or was let go. */
  of(number: number): readonly Float64Array[] | undefined;
}

/** An empty keep. */
export function marginsKept(learnerOf: (trial: Trial) => string): MarginsKept {
  const kept = new Map<number, { readonly trial: Trial; readonly margins: readonly Float64Array[] }>();
  return {
    add: (trial, margins) => {
      kept.set(trial.number, { trial, margins });
      const pool = new Set(poolOf(bestOf([...kept.values()].map((one) => one.trial)), learnerOf));
      for (const [number, one] of kept) if (!pool.has(one.trial)) kept.delete(number);
    },
    of: (number) => kept.get(number)?.margins,
  };
}
