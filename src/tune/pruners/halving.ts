import type { Course, Paused, Pruner } from '../pruner.js';

/** One of so many goes on from each rung. */
export const REDUCTION = 3;

/** Successive halving, asynchronously (Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020): see {@link stopsAtRungs}. */
export const halving: Pruner = {
  name: 'halving',
  summary: 'Lets the best third go on at each of a few rungs (ASHA).',
  stops: (paused) => stopsAtRungs(paused, 1, paused.others),
};

/**
 * At the steps `first`, 3 `first`, 9 `first` …: whether the trial is not among the best third of those that came here, itself included. The first
 * to come always go on.
 */
export function stopsAtRungs({ trial, steps }: Pick<Paused, 'trial' | 'steps'>, first: number, others: readonly Course[]): boolean {
  const step = trial.losses.length;
  if (step >= steps || !isRung(step, first)) return false;
  const own = trial.losses[step - 1];
  const there = others.filter(({ losses }) => losses.length >= step).map(({ losses }) => losses[step - 1]);
  const better = there.filter((loss) => loss < own).length;
  const places = Math.max(1, Math.floor((there.length + 1) / REDUCTION));
  return better >= places;
}

function isRung(step: number, first: number): boolean {
  for (let rung = first; rung <= step; rung *= REDUCTION) if (rung === step) return true;
  return false;
}
