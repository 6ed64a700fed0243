import { given } from '../../core/index.js';
import type { Interval } from '../interval.js';
import type { Resampling } from '../resample.js';
import type { Picked } from './cut.js';
import {
  breakEven,
  checkPayoff,
  costsOf,
  differsByRow,
  expectedWorth,
  meansByRow,
  worthOfActing,
  type AmountName,
  type Payoff,
} from './payoff.js';
import { payoffCurve, type PayoffPoint } from './payoff-curve.js';
import { taken, waysToDecide, type Way } from './policies.js';
import { returnOf, type Returns, type Running } from './returns.js';
import { roomOf, type DecisionRule, type Limit, type PolicyName } from './rule.js';
import { sensitivityOf, type Sensitivity } from './sensitivity.js';
import { bestThreshold, meanIntervals, weightedMean } from './threshold.js';

/** One way to decide about the rows, and what it earned. */
export interface Policy extends Pick<Way, 'name' | 'beyond'> {
  /** Share of the rows acted on. */
  readonly acted: number;
  /** Mean value per row, acted on or not. */
  readonly perRow: Interval;
  /** `perRow` times the number of rows, whatever their weights: those count in ratios, in the mean alone. */
  readonly total: Interval;
}

/** What the model's decisions were worth on rows with known outcomes. Plain JSON. */
export interface Money {
  readonly act: string;
  readonly currency?: string;
  /** How it is decided; absent means by the threshold. */
  readonly policy?: PolicyName;
  /** From which probability on rows are acted on; where it is decided otherwise the break-even of the mean amounts, for comparison. */
  readonly threshold: number;
  /** How much acting there may be, of how many rows. */
  readonly limit?: Limit;
  /** Rows acted on, whole ones. Absent from versions of before. */
  readonly acts?: number;
  /** Rows that would have been acted on, had there been room. Only where there is a limit. */
  readonly leftOut?: number;
  /** What of `perRow` was expected of the part of an act that fills the room: whole acts bring at most this much less. Only where there is a limit. */
  readonly slack?: number;
  /** The means of the amounts that differ by row, over the rows that have all. Absent where none does, and from versions of before. */
  readonly means?: Readonly<Partial<Record<AmountName, number>>>;
  /** Rows without amounts, which nobody acts on. */
  readonly undecided?: number;
  /** The threshold that honest probabilities would act on. */
  readonly breakEven: number;
  /** Of the model at its threshold: the same as its policy below. */
  readonly perRow: Interval;
  readonly total: Interval;
  readonly policies: readonly Policy[];
  /** Value per row of the model over the best way to decide without it that the limit allows, on the same resamples. */
  readonly over: { readonly policy: Without; readonly perRow: Interval };
  /** What would have earned most on these rows, in hindsight; within the limit. */
  readonly best: { readonly threshold: number; readonly perRow: number };
  readonly curve: readonly PayoffPoint[];
  /** What each amount of money would change, were it half as much or half as much again. Absent from versions of before. */
  readonly sensitivity?: readonly Sensitivity[];
  /** What each unit of money spent returns, and when it pays to run. Absent from versions of before. */
  readonly returns?: Returns;
}

/** Ways to decide without the model. */
export type Without = 'nothing' | 'everyone' | 'rule' | 'rule_within' | 'random';

/** Forecasts with the truth, and what acting costs and brings. */
export interface MoneyInput extends Resampling, Omit<DecisionRule, 'threshold'> {
  readonly payoff: Payoff;
  /** 0 or 1. */
  readonly y: Float64Array;
  readonly probability: Float64Array;
  readonly weights?: Float64Array;
  /** Chosen on other rows (see `chooseThreshold`); absent means the break-even of the amounts. */
  readonly threshold?: number;
  /** Per row 1 where today's rule acts. */
  readonly rule?: ArrayLike<number>;
  /** What it costs to run. */
  readonly running?: Running;
}

/**
 * What acting on the model's word was worth, beside doing nothing, acting on everyone and today's rule, with 95 % intervals.
 * Throws `MW_EVALUATE_PAYOFF`. O(resamples × rows × policies).
 */
export function evaluateMoney(input: MoneyInput): Money {
  const { payoff, y, probability, weights, policy, floor, limit } = input;
  checkPayoff(payoff, y.length);
  const worth = worthOfActing(payoff, y);
  const rule: DecisionRule = { threshold: input.threshold ?? breakEven(payoff), ...given({ policy, floor, limit }) };
  const { ways, picked } = waysToDecide({ payoff, rule, worth, probability, ...given({ weights, today: input.rule }) });
  const earned = ways.map(({ acts }) => worth.map((v, i) => v * acts[i]));
  const rival = bestWithout(ways, earned, weights);
  const ahead = earned[0].map((v, i) => v - earned[rival][i]);
  const [over, ...intervals] = meanIntervals([ahead, ...earned], weights, input);
  const policies = ways.map(({ name, acts, beyond }, p): Policy => ({
    name,
    acted: shareOf(acts, weights),
    perRow: intervals[p],
    total: scaled(intervals[p], y.length),
    ...given({ beyond }),
  }));
  const weight = weights ? weights.reduce((sum, w) => sum + w, 0) : y.length;
  const costs = costsOf(payoff, y.length);
  return {
    act: payoff.act,
    ...given({ currency: payoff.currency, policy: policy === 'threshold' ? undefined : policy, limit }),
    threshold: rule.threshold,
    acts: picked.acts.reduce((n, one) => n + one, 0),
    ...(limit ? { leftOut: picked.left, slack: slackOf(picked, payoff, probability) / weight } : {}),
    ...(payoff.undecided ? { undecided: payoff.undecided.reduce((n, one) => n + one, 0) } : {}),
    ...(differsByRow(payoff) ? { means: meansByRow(payoff) } : {}),
    breakEven: breakEven(payoff),
    perRow: policies[0].perRow,
    total: policies[0].total,
    policies,
    over: { policy: ways[rival].name as Without, perRow: over },
    best: bestThreshold(worth, probability, weights, limit && { room: roomOf(limit, weight), costs }),
    curve: payoffCurve(worth, probability, weights),
    sensitivity: sensitivityOf(payoff, rule, { y, probability, ...given({ weights }) }),
    returns: returnOf(
      {
        earned: earned[0],
        spent: costs.map((c, i) => c * ways[0].acts[i]),
        value: policies[0].perRow,
        ahead: over,
        perfect: policies.at(-1)!.perRow.value,
      },
      input,
    ),
  };
}

/** The expected worth of the part of the next row that there was still room for: what any whole acts may fall short of the room filled to the brim. */
function slackOf({ next }: Picked, payoff: Payoff, probability: Float64Array): number {
  return next ? next.share * Math.max(0, expectedWorth(payoff, probability)[next.row]) : 0;
}

const WITHOUT: readonly Policy['name'][] = ['nothing', 'everyone', 'random', 'rule', 'rule_within'] satisfies readonly Without[];

/** The place of the way to decide without the model that earned most of those that the limit allows. */
function bestWithout(ways: readonly Way[], earned: readonly Float64Array[], weights?: Float64Array): number {
  const means = earned.map((values) => weightedMean(values, weights));
  const rivals = [...ways.keys()].filter((w) => WITHOUT.includes(ways[w].name) && ways[w].beyond !== true);
  return rivals.reduce((best, w) => (means[w] > means[best] ? w : best));
}

function shareOf(acts: ArrayLike<number>, weights?: Float64Array): number {
  const total = weights ? weights.reduce((sum, w) => sum + w, 0) : acts.length;
  return taken(acts, new Float64Array(acts.length), weights).count / total;
}

const scaled = ({ value, low, high }: Interval, by: number): Interval => ({ value: value * by, low: low * by, high: high * by });
