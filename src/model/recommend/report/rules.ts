import { figure, money } from '../../../core/index.js';
import { printNode } from '../../../expr/index.js';
import type { ListRule } from '../../../recommend/index.js';
import { html, type Html } from '../../report/html.js';
import { section, table } from '../../report/section.js';
import type { RegisteredRecommender } from '../open.js';

/** Users over whose lists costs are averaged. */
const MOST_USERS = 200;

/** The business rules, and what they change in what lists are expected to bring; nothing where none is declared. */
export function rulesSection(open: RegisteredRecommender): Html | null {
  const { rules } = open.content.lists;
  if (rules.length === 0) return null;
  return section('rules', 'What the rules cost', html`<p>${costWords(open)}</p>`, table(['rule', 'what it does'], rules.map((rule) => [rule.name, doesWords(rule)]))); // prettier-ignore
}

function costWords(open: RegisteredRecommender): string {
  const users = open.userIds;
  const some = Array.from(
    { length: Math.min(MOST_USERS, users.length) },
    (_, i) => users[Math.floor((i * users.length) / Math.min(MOST_USERS, users.length))],
  );
  const costs = some.flatMap((user) => open.recommend({ user, history: open.historyOf(user), k: 10, cost: true }).cost ?? []);
  const without = costs.reduce((sum, cost) => sum + cost.without, 0);
  const with_ = costs.reduce((sum, cost) => sum + cost.with, 0);
  if (costs.length === 0 || without === 0) return 'What they cost is not known.';
  const share = 1 - with_ / without;
  const unit = costs[0].unit;
  const currency = open.content.currency ?? '';
  const each = unit === 'value' ? ` (${money((without - with_) / costs.length, currency)} a list)` : '';
  return share <= 0
    ? `Over ${costs.length} users the rules cost nothing of what lists of 10 are expected to bring.`
    : `Over ${costs.length} users the rules take ${figure(100 * share, 3)}% of what lists of 10 are expected to bring${each}, by ${unit === 'score' ? 'the scores of the items' : 'the chance that they are taken'}.`;
}

const by = (rule: ListRule): string => ('by' in rule ? (typeof rule.by === 'number' ? String(rule.by) : printNode(rule.by)) : '');

function doesWords(rule: ListRule): string {
  if (rule.kind === 'cap') return `at most ${rule.most} of one ${printNode(rule.by)}`;
  if (rule.kind === 'exclude') return `leaves out what is ${printNode(rule.when)}`;
  if (rule.kind === 'pin') return `puts ${printNode(rule.when)} at place ${rule.at}`;
  return `${rule.kind}s ${printNode(rule.when)} by ${by(rule)}`;
}
