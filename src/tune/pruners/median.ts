import { quantileOf } from '../../evaluate/index.js';
import type { Pruner } from '../pruner.js';

/** Trials that must have come as far before any is given up. */
const STARTUP = 5;

/**
 * Stops a trial whose best loss so far is above the median of the others' losses after the same step (Golovin et al., "Google Vizier", KDD
 * 2017).
 */
export const median: Pruner = {
  name: 'median',
  summary: 'Stops a trial that is worse than half of the others were at this point.',
  stops: ({ trial, others }) => {
    const step = trial.losses.length;
    const there = others.filter(({ losses }) => losses.length >= step).map(({ losses }) => losses[step - 1]);
    if (there.length < STARTUP) return false;
    const best = trial.losses.reduce((a, b) => Math.min(a, b));
    return (
      best >
      quantileOf(
        there.toSorted((a, b) => a - b),
        0.5,
      )
    );
  },
};
