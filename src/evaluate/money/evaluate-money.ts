import type { Interval } from '../interval.js';
import type { Resampling } from '../resample.js';
import { breakEven, checkPayoff, expectedWorth, worthOfActing, type Payoff } from './payoff.js';
import { payoffCurve, type PayoffPoint } from './payoff-curve.js';
import { bestThreshold, meanIntervals } from './threshold.js';

/** One way to decide about the rows, and what it earned. */
export interface Policy {
  /**
   * `model`: act when the probability reaches the threshold; `nothing`; `everyone`; `rule`: what is done today;
   * `expected`: act when the row's own amounts make it worth while (only where amounts differ by row); `perfect`: hindsight, the ceiling.
   */
  readonly name: 'model' | 'nothing' | 'everyone' | 'rule' | 'expected' | 'perfect';
  /** Share of the rows acted on. */
  readonly acted: number;
  /** Mean value per row, acted on or not. */
  readonly perRow: Interval;
  /** `perRow` times the number of rows. */
  readonly total: Interval;
}

/** What the model's decisions were worth on rows with known outcomes. Plain JSON. */
export interface Money {
  readonly act: string;
  readonly currency?: string;
  readonly threshold: number;
  /** The threshold that honest probabilities would act on. */
  readonly breakEven: number;
  /** Of the model at its threshold: the same as its policy below. */
  readonly perRow: Interval;
  readonly total: Interval;
  readonly policies: readonly Policy[];
  /** Value per row of the model over the best way to decide without it (nothing, everyone, the rule), on the same resamples. */
  readonly over: { readonly policy: 'nothing' | 'everyone' | 'rule'; readonly perRow: Interval };
  /** What would have earned most on these rows, in hindsight. */
  readonly best: { readonly threshold: number; readonly perRow: number };
  readonly curve: readonly PayoffPoint[];
}

/** Forecasts with the truth, and what acting costs and brings. */
export interface MoneyInput extends Resampling {
  readonly payoff: Payoff;
  /** 0 or 1. */
  readonly y: Float64Array;
  readonly probability: Float64Array;
  readonly weights?: Float64Array;
  /** Chosen on other rows (see `chooseThreshold`); absent means the break-even of the amounts. */
  readonly threshold?: number;
  /** Per row 1 where today's rule acts. */
  readonly rule?: ArrayLike<number>;
}

/**
 * What acting on the model's word was worth, beside doing nothing, acting on everyone and today's rule, with 95 % intervals.
 * Throws `MW_EVALUATE_PAYOFF`. O(resamples × rows × policies).
 */
export function evaluateMoney(input: MoneyInput): Money {
  const { payoff, y, probability, weights } = input;
  checkPayoff(payoff, y.length);
  const worth = worthOfActing(payoff, y);
  const threshold = input.threshold ?? breakEven(payoff);
  const acts = actsOf(input, worth, threshold);
  const earned = acts.map(({ act }) => worth.map((v, i) => (act(i) ? v : 0)));
  const intervals = meanIntervals(earned, weights, input);
  const policies = acts.map(({ name, act }, p): Policy => ({
    name,
    acted: shareOf(act, y.length, weights),
    perRow: intervals[p],
    total: scaled(intervals[p], y.length),
  }));
  const rival = bestWithout(policies);
  const ahead = earned[0].map((v, i) => v - earned[policies.indexOf(rival)][i]);
  return {
    act: payoff.act,
    ...(payoff.currency === undefined ? {} : { currency: payoff.currency }),
    threshold,
    breakEven: breakEven(payoff),
    perRow: policies[0].perRow,
    total: policies[0].total,
    policies,
    over: { policy: rival.name as Money['over']['policy'], perRow: meanIntervals([ahead], weights, input)[0] },
    best: bestThreshold(worth, probability, weights),
    curve: payoffCurve(worth, probability, weights),
  };
}

type Act = { readonly name: Policy['name']; readonly act: (row: number) => boolean };

function actsOf({ payoff, probability, rule }: MoneyInput, worth: Float64Array, threshold: number): Act[] {
  const varies = [payoff.cost, payoff.valueIfRight, payoff.costIfWrong].some((amount) => typeof amount === 'object');
  const expected = expectedWorth(payoff, probability);
  return [
    { name: 'model', act: (i) => probability[i] >= threshold },
    { name: 'nothing', act: () => false },
    { name: 'everyone', act: () => true },
    ...(rule ? [{ name: 'rule', act: (i: number) => rule[i] === 1 } as const] : []),
    ...(varies ? [{ name: 'expected', act: (i: number) => expected[i] > 0 } as const] : []),
    { name: 'perfect', act: (i) => worth[i] > 0 },
  ];
}

function bestWithout(policies: readonly Policy[]): Policy {
  const rivals = policies.filter(({ name }) => name === 'nothing' || name === 'everyone' || name === 'rule');
  return rivals.reduce((best, policy) => (policy.perRow.value > best.perRow.value ? policy : best));
}

function shareOf(act: (row: number) => boolean, rows: number, weights?: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const w = weights ? weights[i] : 1;
    if (act(i)) sum += w;
    total += w;
  }
  return sum / total;
}

const scaled = ({ value, low, high }: Interval, by: number): Interval => ({ value: value * by, low: low * by, high: high * by });
