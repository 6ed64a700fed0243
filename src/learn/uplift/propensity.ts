import type { LearnerChoice } from '../choice.js';
import type { FoldRows } from '../learner.js';
import { fitBase, outOfFold } from './base.js';
import { boundedChance, type FittedUplift } from './fitted.js';
import type { UpliftFit, UpliftInput } from './uplift.js';

const LINEAR: LearnerChoice<'binary'> = { learner: 'linear', params: {} };

/** The chance of each row to be treated, known or from fits that did not see it. */
export async function chancesOf(input: UpliftInput, splits: readonly FoldRows[], run: UpliftFit): Promise<Float64Array> {
  const { propensity, x, treated, weights } = input;
  if (typeof propensity === 'number') return new Float64Array(x.rows).fill(propensity);
  if (propensity) return propensity;
  const rows = { task: 'binary', x, y: Float64Array.from(treated), weights } as const;
  return (await outOfFold(rows, run.assignment ?? LINEAR, 'assignment', splits, run)).map(boundedChance);
}

/** What says how likely any row is to be treated. Where one chance per row is known, their mean: rows that come later have none. */
export async function chanceModel(
  input: UpliftInput,
  run: UpliftFit,
): Promise<{ readonly share: number } | { readonly assignment: NonNullable<FittedUplift['parts']['assignment']> }> {
  const { propensity, x, treated, weights } = input;
  if (propensity !== undefined)
    return { share: typeof propensity === 'number' ? propensity : propensity.reduce((sum, p) => sum + p, 0) / x.rows };
  const rows = { task: 'binary', x, y: Float64Array.from(treated), weights } as const;
  return { assignment: await fitBase(rows, run.assignment ?? LINEAR, 'assignment', run) };
}
