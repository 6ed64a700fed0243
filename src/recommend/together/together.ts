import { finished, type Steps } from '../../core/index.js';
import type { Interactions } from '../interactions.js';
import { sessionsOf } from '../session_knn/sessions.js';

/** What goes together, and how surely. */
export interface TogetherOptions {
  /** Minutes without an event after which a new basket begins (default 30; 0: all events of a user are one basket). */
  readonly gapMinutes?: number;
  /** In how many baskets a pair must be at least (default 2): what happened once says nothing. */
  readonly leastBaskets?: number;
  /** How much more often than by chance at least (default 1). */
  readonly leastLift?: number;
  /** Most partners kept per item (default 20). */
  readonly most?: number;
  /** Baskets of more items are left out: who takes so many at once takes them for no reason that items share (default 200). */
  readonly largestBasket?: number;
}

/** An item that is taken together with another. */
export interface Together {
  readonly item: number;
  /** Baskets that have both. */
  readonly baskets: number;
  /** Share of all baskets that have both. */
  readonly support: number;
  /** Share of the baskets with the one that have the other too. */
  readonly confidence: number;
  /** The confidence as a multiple of the share of all baskets that have the other: 1 is chance. */
  readonly lift: number;
}

/** Association rules from each item to others. */
export interface TogetherRules {
  readonly baskets: number;
  /** What is taken together with an item, the surest first. */
  with(item: number, most?: number): readonly Together[];
  /**
   * What to add to a basket: per item outside it the best rule from an item inside, the surest first. Empty for a basket without rules.
   */
  complete(basket: ArrayLike<number>, most: number): readonly (Together & { readonly from: number })[];
}

/** Items of a step. */
const STEP_ITEMS = 32;

/**
 * Association rules of pairs (Agrawal, Imieliński & Swami, SIGMOD 1993), from what users took in one go. Rules are sorted by the lower end of a 95% Wilson interval
 * of their confidence, so that three of three do not come before ninety of a hundred. Hand in the events that count, such as purchases alone. A basket of one
 * item counts among the baskets. Costs the sum over baskets of the square of their items.
 */
export const takenTogether = (interactions: Interactions, options?: TogetherOptions): TogetherRules =>
  finished(takenTogetherInSteps(interactions, options));

/** The same, some items a step. */
export function* takenTogetherInSteps(
  interactions: Interactions,
  { gapMinutes = 30, leastBaskets = 2, leastLift = 1, most = 20, largestBasket = 200 }: TogetherOptions = {},
): Steps<TogetherRules> {
  const items = interactions.items.length;
  const { start, item } = sessionsOf(interactions, gapMinutes, 1, largestBasket);
  const baskets = start.length - 1;
  const having: number[][] = Array.from({ length: items }, () => []);
  for (let b = 0; b < baskets; b++) for (let e = start[b]; e < start[b + 1]; e++) having[item[e]].push(b);
  const both = new Float64Array(items);
  yield;
  const rulesOf = (own: readonly number[], from: number): readonly Together[] => {
    const met: number[] = [];
    for (const b of own)
      for (let e = start[b]; e < start[b + 1]; e++) {
        if (both[item[e]] === 0) met.push(item[e]);
        both[item[e]]++;
      }
    const found = met
      .filter((other) => other !== from && both[other] >= leastBaskets)
      .map((other) => ruleOf(other, both[other], own.length, having[other].length, baskets))
      .filter(({ lift }) => lift >= leastLift)
      .toSorted((a, b) => surely(b, own.length) - surely(a, own.length) || a.item - b.item)
      .slice(0, most);
    for (const other of met) both[other] = 0;
    return found;
  };
  const rules: (readonly Together[])[] = [];
  for (const [from, own] of having.entries()) {
    rules.push(rulesOf(own, from));
    if (from % STEP_ITEMS === STEP_ITEMS - 1) yield;
  }
  return {
    baskets,
    with: (one, few = most) => rules[one].slice(0, few),
    complete: (basket, few) => complete(rules, (one) => having[one].length, basket, few),
  };
}

const ruleOf = (item: number, both: number, from: number, other: number, baskets: number): Together => ({
  item,
  baskets: both,
  support: both / baskets,
  confidence: both / from,
  lift: (both * baskets) / (from * other),
});

/** The lower end of a 95% Wilson interval of a rule's confidence (Wilson, JASA 1927), from as many baskets. */
function surely({ confidence }: Together, baskets: number): number {
  const z = 1.959963984540054;
  const middle = confidence + z ** 2 / (2 * baskets);
  const apart = z * Math.sqrt((confidence * (1 - confidence) + z ** 2 / (4 * baskets)) / baskets);
  return (middle - apart) / (1 + z ** 2 / baskets);
}

function complete(
  rules: readonly (readonly Together[])[],
  basketsOf: (item: number) => number,
  basket: ArrayLike<number>,
  most: number,
): readonly (Together & { readonly from: number })[] {
  const inside = new Set(Array.from(basket));
  const best = new Map<number, { readonly rule: Together & { readonly from: number }; readonly sure: number }>();
  for (const from of inside)
    for (const rule of rules[from]) {
      const sure = surely(rule, basketsOf(from));
      if (!inside.has(rule.item) && sure > (best.get(rule.item)?.sure ?? -1)) best.set(rule.item, { rule: { ...rule, from }, sure });
    }
  return [...best.values()]
    .toSorted((a, b) => b.sure - a.sure || a.rule.item - b.rule.item)
    .slice(0, most)
    .map(({ rule }) => rule);
}
