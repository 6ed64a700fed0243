import type { Course, Pruner } from '../pruner.js';
import { REDUCTION, stopsAtRungs } from './halving.js';

/**
 * Hyperband (Li et al., JMLR 2018): halving in several brackets, of which the first judges after one step and the last never; trials take their bracket in
 * turn, more of them in brackets that judge early. For when one does not know how soon a step tells.
 */
export const hyperband: Pruner = {
  name: 'hyperband',
  summary: 'Halving in several brackets, from hasty to patient.',
  stops: ({ trial, others, steps }) => {
    const bracket = bracketOf(trial.number, steps);
    const rivals = others.filter((other: Course) => bracketOf(other.number, steps) === bracket);
    return stopsAtRungs({ trial, steps }, REDUCTION ** bracket, rivals);
  },
};

/** The bracket of a trial, 0 for the hastiest. A round holds each bracket as often as its share of the budget allows. */
function bracketOf(number: number, steps: number): number {
  const most = Math.floor(Math.log(steps) / Math.log(REDUCTION) + 1e-9);
  const sizes = Array.from({ length: most + 1 }, (_, b) => Math.ceil(((most + 1) * REDUCTION ** (most - b)) / (most - b + 1)));
  let place = number % sizes.reduce((a, b) => a + b, 0);
  return sizes.findIndex((size) => (place -= size) < 0);
}
