import { count, evenly, figure, money, percent } from '../../../core/index.js';
import type { Interval } from '../../../evaluate/index.js';
import type { RuleCosts } from '../../../recommend/index.js';
import { html, type Html } from '../../report/html.js';
import { section, table } from '../../report/section.js';
import type { RegisteredRecommender } from '../open.js';
import { ruleWords } from '../rule-words.js';

/** Users over whose lists costs are averaged. */
const MOST_USERS = 200;
const LENGTH = 10;

/** The business rules, and what they change in what lists are expected to bring; nothing where none is declared, or nobody is left to make lists for. */
export function rulesSection(open: RegisteredRecommender): Html | null {
  const { rules } = open.content.lists;
  if (rules.length === 0) return null;
  const users = evenly(open.userIds(), MOST_USERS);
  const costs = users.length > 0 ? open.ruleCosts(users, LENGTH) : undefined;
  if (!costs) return null;
  const costOf = amounts(costs, open.content.currency);
  return section(
    'rules',
    'What the rules cost',
    html`<p>${costWords(costs, costOf)}</p>`,
    table(
      ['rule', 'what it does', 'costs a list', 'changes'],
      rules.map((rule, r) => {
        const { cost, changedLists } = costs.each[r];
        return [rule.name, ruleWords(rule), costOf(cost), `${percent(changedLists / Math.max(1, costs.lists))} of the lists`];
      }),
    ),
    html`<p class="soft">
      What a rule costs is what lists would be expected to bring more without it while the others stay, so that these do not add up where
      rules meet. What a rule is for, such as a contract or a full warehouse, is not in it.
    </p>`,
  );
}

/** How amounts are told: money, items that are taken, or a share of what lists bring where neither is known. */
function amounts({ unit, without }: RuleCosts, currency: string | null): (of: Interval) => string {
  if (unit === 'score') return ({ value }) => (without.value === 0 ? 'not known' : percent(value / without.value));
  const told = (x: number): string => (unit === 'value' ? money(x, currency ?? '') : figure(x, 3));
  return ({ value, low, high }) => `${told(value)} (${told(low)} to ${told(high)})`;
}

const UNITS: Readonly<Record<RuleCosts['unit'], string>> = {
  value: 'what an item brings times the chance that it is taken',
  takes: 'the chance that items are taken',
  score: 'the scores of the items',
};

function costWords({ unit, lists, all, without }: RuleCosts, costOf: (of: Interval) => string): string {
  if (lists === 0 || without.value === 0) return 'What they cost is not known.';
  const by = `over ${count(lists, 'list')} of ${LENGTH}, by ${UNITS[unit]}`;
  const share = percent(Math.abs(all.value) / without.value);
  const each = unit === 'score' ? '' : `, ${costOf(all)} a list`;
  if (all.low > 0) return `Together they take ${share} of what lists are expected to bring${each}: ${by}.`;
  if (all.high < 0) return `Together they bring ${share} more than lists without them are expected to${each} as a cost: ${by}.`;
  return `Whether together they cost anything is not sure${each}: ${by}.`;
}
