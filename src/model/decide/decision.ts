import { logit, sigmoid, type AnyTask } from '../../core/index.js';
import { decideRows, scoreRows, type DecisionRule, type Picked } from '../../evaluate/index.js';
import { amountReader, reasonIn, REASONS, type RowAmounts } from './amounts.js';
import type { Declared, LimitOptions } from './declared.js';

/** How a version decides: what acting is worth, and the rule that came of it. JSON, part of the content. */
export interface Decision extends Omit<Declared, 'running' | 'limit'> {
  /** From which probability on acting pays. */
  readonly threshold: number;
  /** `expected_value`: the least expected worth to act on; absent means 0. */
  readonly floor?: number;
  /** With the rows of a period, declared or counted. */
  readonly limit?: LimitOptions & { readonly of: number };
  /** The score from which a row that comes alone is acted on, so that rows like those of training keep to the limit; absent where all that pays does. */
  readonly cut?: number;
}

/** The rule of a decision. */
export const ruleOf = ({ policy, threshold, floor, limit }: Decision): DecisionRule => ({
  threshold,
  ...(policy === undefined ? {} : { policy }),
  ...(floor === undefined ? {} : { floor }),
  ...(limit ? { limit } : {}),
});

/** Whether the probability and the threshold say it all: without a limit, and with the same amounts for all rows. */
export const isPlain = (decision: Decision): boolean =>
  decision.policy === undefined && decision.limit === undefined && !hasRowAmounts(decision);

/** Whom to act on when rows come one by one: what scores above the cut. Per row 1 or 0. */
export function decideAlone(decision: Decision, { payoff }: Pick<RowAmounts, 'payoff'>, probability: Float64Array): Uint8Array {
  const { cut = -Number.MAX_VALUE } = decision;
  return Uint8Array.from(scoreRows(ruleOf(decision), payoff, probability), (score) => Number(score >= cut));
}

/** Whom to act on of all the rows of one period: as many as its limit allows, the earlier of equal ones. */
export function decideTogether(decision: Decision, { payoff }: Pick<RowAmounts, 'payoff'>, probability: Float64Array): Picked {
  const { limit } = decision;
  return decideRows(ruleOf(decision), payoff, probability, undefined, limit ?? {});
}

/** What is said of a row: the act or nothing, and why where its amounts do not allow to decide. */
export interface Decided {
  readonly decision: string;
  readonly undecided?: string;
}

/** Decides about one row after the other, by its probability, or of the task `uplift` by its uplift. */
export function decider(decision: Decision, task: AnyTask): (probability: number, row: Readonly<Record<string, unknown>>) => Decided {
  const { act, threshold } = decision;
  const [yes, no]: readonly Decided[] = [{ decision: act }, { decision: '' }];
  if (isPlain(decision)) return (probability) => (probability >= threshold ? yes : no);
  const amountsOf = amountReader(decision);
  const one = new Float64Array(1);
  return (probability, row) => {
    const amounts = amountsOf(row);
    const fault = amounts.faults?.[0] ?? 0;
    if (fault > 0) return { decision: '', undecided: reasonIn(task, REASONS[fault]) };
    one[0] = probability;
    return decideAlone(decision, amounts, one)[0] === 1 ? yes : no;
  };
}

/** What a decision goes by, of a calibrated margin: the probability, or the uplift itself. */
export const decidedBy = (task: AnyTask): ((margin: number) => number) => (task === 'uplift' ? (margin) => margin : sigmoid);

/**
 * By how much a row with this margin that comes alone is beyond what it takes to be acted on, below 0 short of it: in log-odds where the probability decides, in expected
 * worth (per what it costs, where money is limited) where that does. `NaN` of a row whose amounts do not allow to decide. A distance to go by:
 * the decision itself is {@link decider}'s.
 */
export function surplusOf(decision: Decision, task: AnyTask): (margin: number, row: Readonly<Record<string, unknown>>) => number {
  const { policy, threshold, floor = 0, cut = -Infinity, limit } = decision;
  if (policy !== 'expected_value') {
    const bar = Math.max(policy === undefined ? threshold : 0, cut);
    return (margin) => margin - logit(bar);
  }
  const bar = Math.max(limit?.spend === undefined ? floor : 0, cut);
  const rule = { ...ruleOf(decision), floor: -Infinity };
  const [amountsOf, scoreOf] = [amountReader(decision), decidedBy(task)];
  return (margin, row) => {
    const { payoff, faults } = amountsOf(row);
    return faults?.[0] ? NaN : scoreRows(rule, payoff, Float64Array.of(scoreOf(margin)))[0] - bar;
  };
}

/** Whether an amount differs by row. */
export const hasRowAmounts = ({ cost, valueIfRight, costIfWrong }: Pick<Declared, 'cost' | 'valueIfRight' | 'costIfWrong'>): boolean =>
  [cost, valueIfRight, costIfWrong].some((amount) => typeof amount === 'object');
