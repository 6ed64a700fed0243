import { printNode } from '../../expr/index.js';
import type { ListRule } from '../../recommend/index.js';

/** What a rule of lists does. */
export function ruleWords(rule: ListRule): string {
  if (rule.kind === 'cap') return `at most ${rule.most} of one ${printNode(rule.by)}`;
  if (rule.kind === 'exclude') return `leaves out what is ${printNode(rule.when)}`;
  if (rule.kind === 'pin') return `puts ${printNode(rule.when)} at place ${rule.at}`;
  return `${rule.kind}s ${printNode(rule.when)} by ${typeof rule.by === 'number' ? rule.by : printNode(rule.by)}`;
}
