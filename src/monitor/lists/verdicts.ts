import { count, figure, percent } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import { builtIn } from '../alerts/built-in.js';
import { unknown, type Verdict } from '../alerts/verdict.js';
import type { Watched } from '../alerts/watched.js';
import type { ListsReport } from './report-of-lists.js';

/** What a report tells before its alerts are known. */
export type ListFacts = Omit<ListsReport, 'alerts' | 'trust'>;

/** From where on something is wrong: shares of which the whole interval lies above, and days since a training. */
const LIST_LIMITS = { empty: 0.01, fallback: 0.5, unknownItems: 0.1, staleDays: 30 } as const;

/** Users below whom nothing is said of what was found: a handful of people decides otherwise. */
const LEAST_USERS = 30;

/** Whether lists find less of what users do than the most popular items would: for sure, and in words. Undefined while too few users came back. */
export function fallenBehind({
  metric,
  found,
}: ListFacts): { readonly fell: boolean; readonly clear: boolean; readonly text: string } | undefined {
  if (!found || found.users < LEAST_USERS) return undefined;
  const name = metric in found.metrics ? metric : 'ndcg@10';
  const { lists, popular, gain } = found.metrics[name];
  const than = `${figure(popular.value)} of the most popular items for the same ${count(found.users, 'user')}`;
  const text = `${name} of the served lists is ${figure(lists.value)} (${figure(lists.low)} … ${figure(lists.high)}), ${gain.value < 0 ? 'below' : 'above'} the ${than}.`;
  return { fell: gain.high < 0, clear: gain.value >= 0, text };
}

/** The rules that every watched recommender has: `drift`, `decay`, `stale`, `fallback`, `empty lists`, `unknown items`, `log drops`, `freshness`. */
export function listVerdicts(facts: ListFacts, watched: Watched): readonly Verdict[] {
  const { model, made, events, age } = facts;
  const behind = fallenBehind(facts);
  const again = `Run \`millwright retrain ${model}\`: it learns from what the server took since.`;
  return [
    builtIn['drift'](watched),
    behind
      ? {
          rule: 'decay',
          holds: behind.fell,
          clear: behind.clear,
          text: behind.text,
          todo: `${again} Or go back with \`millwright rollback ${model}\`.`,
        }
      : unknown('decay'),
    {
      rule: 'stale',
      holds: age.days > LIST_LIMITS.staleDays && age.newEvents > 0,
      clear: age.days < LIST_LIMITS.staleDays / 2,
      text: `It was trained ${figure(age.days, 3)} days ago; ${count(age.newEvents, 'event')} have come since.`,
      todo: again,
    },
    above(made.fallback, LIST_LIMITS.fallback, {
      rule: 'fallback',
      words: 'of the lists are no personal ones: nothing was known of the user, or nothing passed the filter.',
      todo: 'Report what users do to /v1/events with the same ids as lists are asked for, and look at the filters.',
    }),
    above(made.empty, LIST_LIMITS.empty, {
      rule: 'empty lists',
      words: 'of the lists hold nothing.',
      todo: 'Look at the rules that exclude items, and at items out of stock.',
    }),
    above(events.unknownItems, LIST_LIMITS.unknownItems, {
      rule: 'unknown items',
      words: 'of what users do is with items that the version does not know.',
      todo: again,
    }),
    builtIn['log drops'](watched),
    builtIn['freshness'](watched),
  ];
}

/** Whether a share is above its limit for sure. */
function above(
  share: Interval | null,
  limit: number,
  { rule, words, todo }: { readonly rule: string; readonly words: string; readonly todo: string },
): Verdict {
  if (!share) return unknown(rule);
  const text = `${percent(share.value)} (${percent(share.low)} … ${percent(share.high)}) ${words}`;
  return { rule, holds: share.low > limit, clear: share.high < limit, text, todo };
}
