import type { Matrix } from '../../core/index.js';
import type { LearnerChoice } from '../choice.js';
import type { FoldRows } from '../learner.js';
import { fitBase, outOfFold, type Expect } from './base.js';
import type { UpliftInput, UpliftRun } from './uplift.js';

/** Estimated chances are kept from 0 and 1: a row that could not have been in the other arm says nothing about an effect, and would weigh without bound. */
const LEAST = 0.01;

const bounded = (chances: Float64Array): Float64Array => chances.map((p) => Math.min(1 - LEAST, Math.max(LEAST, p)));

const LINEAR: LearnerChoice<'binary'> = { learner: 'linear', params: {} };

/** The chance of each row to be treated, known or from fits that did not see it. */
export async function chancesOf(input: UpliftInput, splits: readonly FoldRows[], run: UpliftRun): Promise<Float64Array> {
  const { propensity, x, treated, weights } = input;
  if (typeof propensity === 'number') return new Float64Array(x.rows).fill(propensity);
  if (propensity) return propensity;
  const rows = { task: 'binary', x, y: Float64Array.from(treated), weights } as const;
  return bounded(await outOfFold(rows, run.assignment ?? LINEAR, 'assignment', splits, run));
}

/** The chance of any row to be treated. Where one per row is known, their mean: rows that come later have none. */
export async function chanceModel(input: UpliftInput, run: UpliftRun): Promise<Expect> {
  const { propensity, x, treated, weights } = input;
  if (propensity !== undefined) {
    const same = typeof propensity === 'number' ? propensity : propensity.reduce((sum, p) => sum + p, 0) / x.rows;
    return (other: Matrix) => new Float64Array(other.rows).fill(same);
  }
  const expect = await fitBase({ task: 'binary', x, y: Float64Array.from(treated), weights }, run.assignment ?? LINEAR, 'assignment', run);
  return (other: Matrix) => bounded(expect(other));
}
