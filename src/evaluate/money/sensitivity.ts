import { logit, sigmoid } from '../../core/index.js';
import { AMOUNTS, breakEven, worthOfActing, type Amount, type AmountName, type Payoff } from './payoff.js';
import { filled } from './cut.js';
import { decideRows, type DecisionRule } from './rule.js';
import type { Forecasts } from './threshold.js';

/** What one amount changes when it is not what was declared. Plain JSON. */
export interface Sensitivity {
  readonly amount: AmountName;
  /** So many times the declared amount: 0.5 or 1.5. */
  readonly times: number;
  /** The break-even of the amounts as they would be. */
  readonly threshold: number;
  /** Value per row when it is decided as before. */
  readonly kept: number;
  /** Value per row when it is decided by the amounts as they would be. */
  readonly adapted: number;
  /** Share of the rows acted on then. */
  readonly acted: number;
}

const TIMES = [0.5, 1.5] as const;

/**
 * What the decisions would be worth if one amount were half as much, or half as much again: the doubt that no interval holds, for amounts are
 * assumed and not measured. A `threshold` that was moved from the break-even for the sake of the probabilities is moved alike.
 */
export function sensitivityOf(payoff: Payoff, rule: DecisionRule, { y, probability, weights }: Forecasts): Sensitivity[] {
  const before = filled(decideRows(rule, payoff, probability, weights));
  return AMOUNTS.filter((amount) => payoff[amount] !== undefined).flatMap((amount) =>
    TIMES.map((times) => {
      const changed: Payoff = { ...payoff, [amount]: multiplied(payoff[amount]!, times) };
      const even = breakEven(changed);
      const threshold = moved(even, breakEven(payoff), rule.threshold);
      const acts = filled(decideRows({ ...rule, threshold }, changed, probability, weights));
      const worth = worthOfActing(changed, y);
      const { value: kept } = meanOf(worth, before, weights);
      const { value: adapted, share: acted } = meanOf(worth, acts, weights);
      return { amount, times, threshold, kept, adapted, acted };
    }),
  );
}

const multiplied = (amount: Amount, times: number): Amount => (typeof amount === 'number' ? amount * times : amount.map((a) => a * times));

/** A break-even, as far from itself in log-odds as the chosen threshold is from the break-even of today. */
function moved(even: number, evenNow: number, chosen: number): number {
  const by = logit(chosen) - logit(evenNow);
  if (chosen === evenNow || !Number.isFinite(by) || even <= 0 || even >= 1) return even;
  return sigmoid(logit(even) + by);
}

function meanOf(worth: Float64Array, acts: ArrayLike<number>, weights?: Float64Array): { readonly value: number; readonly share: number } {
  let [sum, acted, total] = [0, 0, 0];
  for (let i = 0; i < worth.length; i++) {
    const w = weights ? weights[i] : 1;
    sum += w * acts[i] * worth[i];
    acted += w * acts[i];
    total += w;
  }
  return { value: sum / total, share: acted / total };
}
