import { mwError } from '../../core/index.js';
import type { Interval } from '../interval.js';
import { amountAt, type Amount } from '../money/payoff.js';
import { meanIntervals, weightedMean } from '../money/threshold.js';
import { checkUplift, type UpliftRows } from './rows.js';

/** Rows of a trial, and what treating is worth. */
export interface TargetingInput extends UpliftRows {
  /** The chance of each row to be treated in the trial that gave the rows. */
  readonly propensity: number | Float64Array;
  /** What one more unit of the outcome is worth. */
  readonly value: Amount;
  /** Of treating a row. */
  readonly cost: Amount;
  /** Whom the rule treats, 1 or 0 per row. Absent: those whose uplift × value is above the cost. */
  readonly acts?: ArrayLike<number>;
  /** What rows are expected to come to in each arm, by models that did not see them: makes the estimate doubly robust and its interval narrower. */
  readonly expected?: { readonly treated: Float64Array; readonly control: Float64Array };
}

/** One way to choose whom to treat, and what it gains over treating nobody. */
export interface TargetingPolicy {
  /** `model`: where predicted uplift × value is above the cost. */
  readonly name: 'model' | 'everyone' | 'nobody';
  /** Share of the rows that it treats. */
  readonly treats: number;
  readonly perRow: Interval;
}

/** What choosing by the model is worth. Plain JSON. */
export interface Targeting {
  /** `doubly_robust` with expected outcomes, else `inverse_propensity`. */
  readonly estimate: 'doubly_robust' | 'inverse_propensity';
  readonly policies: readonly TargetingPolicy[];
  /** The model's gain per row over the better of everyone and nobody, on the same resamples. */
  readonly over: { readonly policy: 'everyone' | 'nobody'; readonly perRow: Interval };
}

/**
 * What treating by the rule "predicted uplift × value > cost" would have earned, from rows that were treated by chance and not by the rule, with 95%
 * intervals. Each row's gain is estimated without bias from the outcome that was seen and its chance to be seen: with `expected` by the doubly robust score
 * μₜ − μ_c + t (y − μₜ) / e − (1 − t)(y − μ_c) / (1 − e) (Robins, Rotnitzky & Zhao, 1994; Dudík, Langford & Li, ICML 2011), without it by the same
 * with each arm's mean for μ, which is inverse propensity weighting that its arms' sizes have been corrected for.
 *
 * Throws `MW_EVALUATE_UPLIFT`. O(resamples × rows).
 *
 * ```ts
 * const rows = { y: Float64Array.of(9, 1, 2, 2), treated: [1, 0, 1, 0], uplift: Float64Array.of(8, 8, 0, 0), propensity: 0.5 };
 * const { policies } = evaluateTargeting({ ...rows, value: 1, cost: 3, seed: 7 });
 * policies.map((policy) => policy.treats) // [0.5, 1, 0]
 * ```
 */
export function evaluateTargeting(input: TargetingInput): Targeting {
  checkTargeting(input);
  const { uplift, value, cost, weights, expected, acts: chosen } = input;
  const gains = effectScores(input).map((effect, i) => effect * amountAt(value, i) - amountAt(cost, i));
  const acts = {
    model: (i: number) => (chosen ? chosen[i] === 1 : uplift[i] * amountAt(value, i) > amountAt(cost, i)),
    everyone: () => true,
    nobody: () => false,
  };
  const names = Object.keys(acts) as (keyof typeof acts)[];
  const earned = names.map((name) => gains.map((gain, i) => (acts[name](i) ? gain : 0)));
  const treats = names.map((name) => gains.map((_, i) => Number(acts[name](i))));
  const intervals = meanIntervals(earned, weights, input);
  const rival = intervals[1].value > 0 ? 'everyone' : 'nobody';
  const ahead = earned[0].map((gain, i) => gain - earned[names.indexOf(rival)][i]);
  return {
    estimate: expected ? 'doubly_robust' : 'inverse_propensity',
    policies: names.map((name, p) => ({ name, treats: weightedMean(treats[p], weights), perRow: intervals[p] })),
    over: { policy: rival, perRow: meanIntervals([ahead], weights, input)[0] },
  };
}

/** An unbiased estimate of each row's effect: right on average, wide for one row. */
export function effectScores(input: Pick<TargetingInput, 'y' | 'treated' | 'propensity' | 'expected' | 'weights'>): Float64Array {
  const { y, treated, propensity, expected, weights } = input;
  const chance = (i: number): number => (typeof propensity === 'number' ? propensity : propensity[i]);
  const mean = (arm: 0 | 1): number => {
    const own = y.map((_, i) => (treated[i] === arm ? (weights?.[i] ?? 1) / (arm === 1 ? chance(i) : 1 - chance(i)) : 0));
    return weightedMean(y, own);
  };
  const [control, own] = expected
    ? [expected.control, expected.treated]
    : ([0, 1] as const).map((arm) => new Float64Array(y.length).fill(mean(arm)));
  return y.map((value, i) => {
    const rest = treated[i] === 1 ? (value - own[i]) / chance(i) : (control[i] - value) / (1 - chance(i));
    return own[i] - control[i] + rest;
  });
}

function checkTargeting(input: TargetingInput): void {
  checkUplift(input);
  const { y, propensity, value, cost, expected, acts } = input;
  for (const [what, column] of Object.entries({
    propensities: propensity,
    values: value,
    costs: cost,
    acts,
    'expected outcomes': expected?.treated,
    expectations: expected?.control,
  }))
    if (typeof column === 'object' && column.length !== y.length)
      throw mwError('MW_EVALUATE_LENGTH', { what, got: column.length, due: y.length });
  for (let i = 0; i < y.length; i++) {
    const chance = typeof propensity === 'number' ? propensity : propensity[i];
    if (!(chance > 0 && chance < 1))
      throw mwError('MW_EVALUATE_UPLIFT', { what: `propensity of row ${i}`, got: String(chance), due: 'between 0 and 1' });
    for (const [what, amount] of [
      ['value', amountAt(value, i)],
      ['cost', amountAt(cost, i)],
    ] as const)
      if (!Number.isFinite(amount))
        throw mwError('MW_EVALUATE_UPLIFT', { what: `${what} of row ${i}`, got: String(amount), due: 'a finite number' });
  }
}
