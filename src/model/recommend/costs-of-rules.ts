import { ruleCosts, type RuleCosts } from '../../recommend/index.js';
import { knownHistories } from './known-histories.js';
import type { Opened } from './opened.js';
import { askedOf } from './recommend-from.js';

/** What a version's rules cost over lists of some users, by what training knew of them. */
export function costsOfRules(opened: Opened, users: readonly string[], k: number): RuleCosts | undefined {
  const { recommender, rules, worth, content, people } = opened;
  if (!rules) return undefined;
  const historyOf = knownHistories(opened);
  const wishes = users.map((user) => {
    const { rules: _, ...asked } = askedOf(opened, { user, history: historyOf(user), k });
    const columns = people?.columnsOf(user);
    return columns ? { ...asked, user: columns } : asked;
  });
  return ruleCosts(recommender, rules, wishes, worth, content.seed);
}
