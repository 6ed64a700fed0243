import { bestWithin, type Picked, type Room } from './cut.js';
import { costsOf, expectedWorth, type Payoff } from './payoff.js';

/**
 * How it is decided whom to act on. `threshold`: whose probability reaches one; `expected_value`: for whom acting is expected to bring more than it
 * costs, by the row's own amounts; `top_k`: the likeliest, as many as there is room for, whether it pays or not.
 */
export type PolicyName = 'threshold' | 'expected_value' | 'top_k';

/** How much acting there may be, for so many rows: 500 acts, or an amount spent, of the `of` rows of a period. */
export interface Limit extends Room {
  readonly of: number;
}

/** A policy with its numbers, settled before the rows to decide about are seen. */
export interface DecisionRule {
  /** Absent means `threshold`. */
  readonly policy?: PolicyName;
  /** `threshold`: act from this probability on. Otherwise the break-even of the mean amounts, told and not used. */
  readonly threshold: number;
  /** `expected_value`: act from this expected worth on; absent means 0. */
  readonly floor?: number;
  readonly limit?: Limit;
}

/**
 * In which order rows are acted on, highest first; `-Infinity` for those that are not acted on, however much room there is. `expected_value` ranks by
 * expected worth, and where money is limited by expected worth per cost; the others rank by probability.
 */
export function scoreRows(rule: DecisionRule, payoff: Payoff, probability: Float64Array): Float64Array {
  const { policy = 'threshold', threshold, floor = 0, limit } = rule;
  const undecided = (i: number): boolean => payoff.undecided?.[i] === 1;
  if (policy !== 'expected_value')
    return probability.map((p, i) => (undecided(i) || (policy === 'threshold' && p < threshold) ? -Infinity : p));
  const worth = expectedWorth(payoff, probability);
  const costs = limit?.spend === undefined ? undefined : costsOf(payoff, worth.length);
  return worth.map((value, i) => (undecided(i) || value < floor ? -Infinity : costs ? perCost(value, costs[i]) : value));
}

const perCost = (value: number, cost: number): number => (cost > 0 ? value / cost : value > 0 ? Infinity : 0);

/** The room that a limit leaves on rows of so much weight: its share of them. No limit: all the room there is. */
export function roomOf(limit: Limit | undefined, weight: number): Room {
  if (!limit) return {};
  const share = weight / limit.of;
  return {
    ...(limit.acts === undefined ? {} : { acts: limit.acts * share }),
    ...(limit.spend === undefined ? {} : { spend: limit.spend * share }),
  };
}

/** Whom a rule acts on when it sees all of some rows at once, in a room that their number leaves (see {@link roomOf}), or that is given. */
export function decideRows(rule: DecisionRule, payoff: Payoff, probability: Float64Array, weights?: Float64Array, room?: Room): Picked {
  const weight = weights ? weights.reduce((sum, w) => sum + w, 0) : probability.length;
  const costs = costsOf(payoff, probability.length);
  return bestWithin(scoreRows(rule, payoff, probability), room ?? roomOf(rule.limit, weight), costs, weights);
}
