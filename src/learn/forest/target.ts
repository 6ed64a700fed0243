import { rowWeights } from '../gbdt/row-weights.js';
import type { FitInput } from '../learner.js';
import { scaleOf } from '../scale.js';
import { classesOf, classShares, classTotals } from '../priors.js';
import type { ForestModel } from './model.js';
import type { ForestSettings } from './params.js';

/** The target as the trees see it, and how their answers turn back. */
export interface Target {
  readonly answer: ForestModel['answer'];
  /** Class numbers, or standardised values. */
  readonly y: Float64Array;
  /** Mean 1; `undefined` when all rows count the same. */
  readonly weights: Float64Array | undefined;
  readonly classes: number;
  readonly prior: Float64Array;
  readonly centre: number;
  readonly spread: number;
}

/** Standardises numbers, and takes the classes' shares. */
export function targetOf({ task, classes, y, weights: given }: FitInput, { balance }: ForestSettings): Target {
  if (task === 'regression') {
    const weights = rowWeights(y, given, 0);
    const { mean, deviation } = scaleOf(y, weights ?? new Float64Array(y.length).fill(1));
    const scaled = y.map((value) => value / deviation - mean / deviation);
    return { answer: 'mean', y: scaled, weights, classes: 0, prior: new Float64Array(0), centre: mean, spread: deviation };
  }
  const labels = classesOf(task, classes);
  const weights = rowWeights(y, given, balance ? labels : 0);
  const shares = classShares(classTotals(y, weights, labels));
  const isBinary = task === 'binary';
  return {
    answer: isBinary ? 'odds' : 'shares',
    y,
    weights,
    classes: labels,
    prior: isBinary ? shares.slice(1) : shares,
    centre: 0,
    spread: 1,
  };
}

/** One number per row to order levels by: the target, or whether it is the largest class. */
export function answersOf({ answer, y, prior }: Target): Float64Array {
  if (answer !== 'shares') return y;
  const largest = prior.indexOf(prior.reduce((most, share) => Math.max(most, share), 0));
  return y.map((label) => (label === largest ? 1 : 0));
}
