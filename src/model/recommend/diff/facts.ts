import { printNode } from '../../../expr/index.js';
import { factsIn, factText, type Facts } from '../../use/diff/changes.js';
import type { RecommendContent, RecommendRecord } from '../content.js';
import { ruleWords } from '../rule-words.js';

/** All that a version was defined by, its settings, rules and data, as texts to compare. */
export function recommendFacts(content: RecommendContent, record: RecommendRecord): Facts {
  const { lists, value } = content;
  return new Map([
    ['learner', content.learner],
    ...factsIn('params', content.params),
    ['seed', String(content.seed)],
    ...factsIn('columns', content.columns),
    ...factsIn('weights', content.weights),
    ['taken', content.taken.join(', ')],
    ['repeat', String(content.repeat)],
    ['split', String(content.split ?? 'user')],
    ...factsIn('own', content.own ?? {}),
    ['types', content.types.join(', ')],
    ['items', factText(content.items)],
    ['items.checks', factText(content.itemRules ?? [])],
    ['users', factText(content.users ?? null)],
    ...(content.title === null ? [] : [['title', content.title] as const]),
    ...(value === null ? [] : [['value', printNode(value)] as const]),
    ...(content.currency === null ? [] : [['currency', content.currency] as const]),
    ...lists.rules.map((rule) => [`rules.${rule.name}`, ruleWords(rule)] as const),
    ['diversity', String(lists.diversity)],
    ...(lists.differBy ? [['differ by', lists.differBy.map((node) => printNode(node)).join(', ')] as const] : []),
    ['explore', String(lists.explore)],
    ...factsIn('gate', content.gate),
    ['data', record.lineage.data],
    ...factsIn('rows', { ...record.rows, live: record.live }),
    ...factsIn('catalogue', { users: record.users.all, items: record.items.all }),
    ['period', `${record.period.from} … ${record.period.to}`],
  ]);
}
