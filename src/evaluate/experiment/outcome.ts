import { adjustBefore, type Adjusted } from './before.js';
import type { ExperimentInput, OutcomeRows } from './experiment.js';
import { momentsOf, type Moments } from './moments.js';
import { asMean } from './ratio.js';
import { sampleRatio } from './sample-ratio.js';

/** An outcome, its unknown rows left out, as one mean per arm. */
export interface PreparedOutcome {
  readonly outcome: OutcomeRows;
  readonly missing: number;
  readonly moments: readonly Moments[];
  readonly adjusted?: Pick<Adjusted, 'varianceReduction' | 'balanceP'>;
  /** Whether the values are still the yes or no that they were. */
  readonly rate: boolean;
  /** Whether the known rows have the shares that are due. */
  readonly ratioOk: boolean;
}

/** Drops rows without the outcome, makes a ratio a mean, and takes out what was known before. */
export function prepareOutcome(
  outcome: OutcomeRows,
  { arm, arms, shares }: Required<Pick<ExperimentInput, 'arm' | 'arms' | 'shares'>>,
): PreparedOutcome {
  const { values, per, before = [] } = outcome;
  const rows = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]) && !Number.isNaN(per ? per[i] : 0));
  const take = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i]);
  const own = Int32Array.from(rows, (i) => arm[i]);
  const plain = per ? asMean(take(values), take(per), own, arms.length) : take(values);
  const adjusted = before.length > 0 ? adjustBefore({ arm: own, arms: arms.length, values: plain }, before.map(take)) : undefined;
  const settled = adjusted?.values ?? plain;
  const moments = arms.map((_, a) => momentsOf(settled.filter((_v, i) => own[i] === a)));
  return {
    outcome,
    missing: values.length - rows.length,
    moments,
    ...(adjusted ? { adjusted: { varianceReduction: adjusted.varianceReduction, balanceP: adjusted.balanceP } } : {}),
    rate: outcome.kind === 'rate' && !per && !adjusted,
    ratioOk: sampleRatio(
      moments.map((m) => m.rows),
      shares,
    ).ok,
  };
}
