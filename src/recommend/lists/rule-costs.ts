import { meanIntervals, type Interval } from '../../evaluate/index.js';
import type { Recommender } from '../recommender.js';
import type { CompiledRules } from './compile-rules.js';
import { makeList, type ListWish } from './make-list.js';
import type { Rule } from './rules.js';
import { unitOf, type ListCost, type ListWorth } from './worth.js';

/** Whose lists are looked at. */
export interface RuleCostWish extends Omit<ListWish, 'rules' | 'worth' | 'explore' | 'reasons'> {
  /** What is known of the user, for rules about users. */
  readonly user?: Readonly<Record<string, unknown>>;
}

/** What rules cost over many lists: means per list with 95% intervals, in the unit of {@link ListCost}. */
export interface RuleCosts {
  readonly unit: ListCost['unit'];
  readonly lists: number;
  /** Expected of a list without any rule. */
  readonly without: Interval;
  /** Expected less with all rules; below 0 where rules bring more. */
  readonly all: Interval;
  /** Expected more if this rule alone were dropped and the others stayed: what it costs beside them. These do not add up to `all` where rules meet. */
  readonly each: readonly { readonly rule: Rule; readonly cost: Interval; readonly changedLists: number }[];
}

/**
 * Prices rules on lists of users, such as a sample of those of last week. What a rule brings beyond a user's taking, such as a contract fulfilled, is not in it: that is
 * what the price is to be held against. Costs a list per user and rule.
 */
export function ruleCosts(
  recommender: Recommender,
  rules: CompiledRules,
  wishes: Iterable<RuleCostWish>,
  worth: ListWorth,
  seed = 0,
): RuleCosts {
  const [without, all]: [number[], number[]] = [[], []];
  const each = rules.rules.map(() => ({ costs: [] as number[], changed: 0 }));
  const same = rules.isPersonal ? undefined : new Map([undefined, ...rules.rules].map((dropped) => [dropped, rules.for({}, dropped)]));
  for (const { user, ...wish } of wishes) {
    const listOf = (dropped?: Rule) => makeList(recommender, { ...wish, rules: same?.get(dropped) ?? rules.for(user, dropped), worth });
    const full = listOf();
    if (!full.cost) continue;
    without.push(full.cost.without);
    all.push(full.cost.without - full.cost.with);
    rules.rules.forEach((rule, r) => {
      const other = listOf(rule);
      each[r].costs.push((other.cost?.with ?? full.cost!.with) - full.cost!.with);
      if (other.items.some(({ item }, place) => item !== full.items[place]?.item) || other.items.length !== full.items.length)
        each[r].changed++;
    });
  }
  const columns = [without, all, ...each.map(({ costs }) => costs)].map((values) => Float64Array.from(values));
  const [first, second, ...others] = meanIntervals(columns, undefined, { seed });
  return {
    unit: unitOf(worth),
    lists: without.length,
    without: first,
    all: second,
    each: rules.rules.map((rule, r) => ({ rule, cost: others[r], changedLists: each[r].changed })),
  };
}
