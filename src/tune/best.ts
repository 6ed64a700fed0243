import type { Trial } from './trial.js';

/** The trials that ran to their end and keep to the constraints, the best by their first loss; equal ones by number. */
export const bestOf = (trials: readonly Trial[]): readonly Trial[] =>
  trials
    .filter(({ state, losses, violation = 0 }) => state === 'finished' && losses !== null && violation === 0)
    .toSorted((a, b) => a.losses![0] - b.losses![0] || a.number - b.number);
