import { bestWithin, filled, fits, type Picked, type Room } from './cut.js';
import { costsOf, differsByRow, expectedWorth, type Payoff } from './payoff.js';
import { decideRows, roomOf, type DecisionRule } from './rule.js';

/** One way to decide about rows with known outcomes. */
export interface Way {
  /**
   * `model`: as the rule says; `unlimited`: the same without its limit; `nothing`; `everyone`; `random`: as many acts as the limit allows, on rows
   * drawn by lot (on average); `rule`: what is done today; `rule_within`: as much of it as the limit allows, drawn by lot; `expected`: act when the row's own amounts make it worth while (only where amounts
   * differ by row, and the model does not decide so already); `perfect`: hindsight within the limit, the ceiling.
   */
  readonly name: 'model' | 'unlimited' | 'nothing' | 'everyone' | 'random' | 'rule' | 'rule_within' | 'expected' | 'perfect';
  /** Per row how much it is acted on: 1 or 0, or a chance between. */
  readonly acts: ArrayLike<number>;
  /** More than the limit allows. */
  readonly beyond?: true;
}

/** What the ways to decide are made of. */
export interface WaysInput {
  readonly payoff: Payoff;
  readonly rule: DecisionRule;
  readonly worth: Float64Array;
  readonly probability: Float64Array;
  readonly weights?: Float64Array;
  /** Per row 1 where today's rule acts. */
  readonly today?: ArrayLike<number>;
}

/** Every way to decide that is worth comparing, the limited ones with the room filled to the brim, the model's first and hindsight last; and what the model left out for want of room. */
export function waysToDecide(input: WaysInput): { readonly ways: readonly Way[]; readonly picked: Picked } {
  const { payoff, rule, worth, probability, weights, today } = input;
  const rows = worth.length;
  const weight = weights ? weights.reduce((sum, w) => sum + w, 0) : rows;
  const [costs, room] = [costsOf(payoff, rows), roomOf(rule.limit, weight)];
  const picked = decideRows(rule, payoff, probability, weights);
  const { limit: _, ...unlimited } = rule;
  const decided = Uint8Array.from({ length: rows }, (_, i) => 1 - (payoff.undecided?.[i] ?? 0));
  const limited = (name: Way['name'], acts: ArrayLike<number>): Way => ({
    name,
    acts,
    ...(within(acts, room, costs, weights) ? {} : { beyond: true }),
  });
  const ways: readonly Way[] = [
    { name: 'model', acts: filled(picked) },
    ...(picked.left > 0 ? [limited('unlimited', decideRows(unlimited, payoff, probability, weights).acts)] : []),
    { name: 'nothing', acts: new Uint8Array(rows) },
    limited('everyone', decided),
    ...(rule.limit ? [{ name: 'random', acts: byLot(decided, room, costs, weights) } as const] : []),
    ...(today
      ? ruleWays(
          decided.map((one, i) => one * Number(today[i] === 1)),
          room,
          costs,
          weights,
        )
      : []),
    ...(differsByRow(payoff) && rule.policy !== 'expected_value'
      ? [{ name: 'expected', acts: byWorth(payoff, rule, probability, weights) } as const]
      : []),
    { name: 'perfect', acts: inHindsight(worth, rule, room, costs, weights) },
  ];
  return { ways, picked };
}

/** What is done today; where that is more than the limit allows, also as much of it as there is room for. */
function ruleWays(acts: Uint8Array, room: Room, costs: Float64Array, weights?: Float64Array): readonly Way[] {
  if (within(acts, room, costs, weights)) return [{ name: 'rule', acts }];
  return [
    { name: 'rule', acts, beyond: true },
    { name: 'rule_within', acts: byLot(acts, room, costs, weights) },
  ];
}

function byWorth(payoff: Payoff, rule: DecisionRule, probability: Float64Array, weights?: Float64Array): ArrayLike<number> {
  if (rule.limit) return filled(decideRows({ ...rule, policy: 'expected_value' }, payoff, probability, weights));
  return Uint8Array.from(expectedWorth(payoff, probability), (worth) => Number(worth > 0));
}

function inHindsight(
  worth: Float64Array,
  { limit }: DecisionRule,
  room: Room,
  costs: Float64Array,
  weights?: Float64Array,
): ArrayLike<number> {
  const perCost = limit?.spend !== undefined;
  const score = worth.map((value, i) => (value > 0 ? (perCost && costs[i] > 0 ? value / costs[i] : value) : -Infinity));
  return filled(bestWithin(score, room, costs, weights));
}

/** The chance that each row is acted on when lots fill the room. */
function byLot(decided: Uint8Array, room: Room, costs: Float64Array, weights?: Float64Array): Float64Array {
  const { count, spent } = taken(decided, costs, weights);
  const share = Math.min(1, (room.acts ?? Infinity) / count, spent > 0 ? (room.spend ?? Infinity) / spent : 1);
  return Float64Array.from(decided, (one) => one * share);
}

const within = (acts: ArrayLike<number>, room: Room, costs: Float64Array, weights?: Float64Array): boolean => {
  const { count, spent } = taken(acts, costs, weights);
  return fits(room, count, spent);
};

/** How many acts, and what they cost. */
export function taken(
  acts: ArrayLike<number>,
  costs: Float64Array,
  weights?: Float64Array,
): { readonly count: number; readonly spent: number } {
  let [count, spent] = [0, 0];
  for (let i = 0; i < acts.length; i++) {
    const w = acts[i] * (weights ? weights[i] : 1);
    count += w;
    spent += w * costs[i];
  }
  return { count, spent };
}
