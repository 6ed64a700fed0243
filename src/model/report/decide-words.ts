import { count, money, percent } from '../../core/index.js';
import type { Money, Policy, Without } from '../../evaluate/index.js';
import { printNode, type Node } from '../../expr/index.js';
import type { Decision } from '../decide/index.js';

/**
 * An amount as people read it: `USD 30.00`, or how each row's own follows from its columns, and what that is on average where it is known:
 * `USD 12 × MonthlyCharges of each row (on average USD 777)`.
 */
export function amountWords(amount: number | Node, currency: string, mean?: number): string {
  if (typeof amount === 'number') return money(amount, currency);
  const average = mean === undefined ? '' : ` (on average ${money(mean, currency)})`;
  return `${currency ? `${currency} ` : ''}${timesWords(amount)} of each row${average}`;
}

/** A factor before its column, as one says it; all else as it is written. */
function timesWords(node: Node): string {
  if (node.kind !== 'call' || node.op !== 'mul') return printNode(node);
  const [a, b] = node.args;
  const [factor, of] = b.kind === 'literal' ? [b, a] : [a, b];
  return factor.kind === 'literal' && of.kind === 'column' ? `${printNode(factor)} × ${printNode(of)}` : printNode(node);
}

/** The ways to decide, for tables. */
export const POLICY_WORDS: Readonly<Record<Policy['name'], string>> = {
  model: 'by the model',
  unlimited: 'by the model, without the limit',
  nothing: 'never act',
  everyone: 'act on everyone',
  random: 'as many, drawn by lot',
  rule: "today's rule",
  rule_within: "today's rule, as much of it as the limit allows, drawn by lot",
  expected: 'by the model and the amounts of each row',
  perfect: 'knowing the future (the ceiling)',
};

/** The ways to decide without the model, in the middle of a sentence. */
export const WITHOUT_WORDS: Readonly<Record<Without, string>> = {
  nothing: 'doing nothing',
  everyone: 'acting on everyone',
  rule: "today's rule",
  rule_within: "today's rule within the limit",
  random: 'acting on as many rows drawn by lot',
};

/** Whom the model acts on, as a whole sentence without its full stop. */
export function ruleWords({
  policy,
  threshold,
  floor,
  currency = '',
}: Pick<Decision, 'policy' | 'threshold' | 'floor' | 'currency'>): string {
  if (policy === 'top_k') return 'The likeliest rows are acted on, whether that pays or not, as many as the limit allows';
  if (policy === 'expected_value')
    return `A row is acted on when that is expected to be worth ${floor === undefined ? 'its cost' : `${money(floor, currency)} after its cost`}, by its probability and its own amounts`;
  return `A row is acted on from a probability of ${percent(threshold)} on`;
}

/** The limit: `at most 500 acts a week, of 7,000 rows`. */
export function limitWords({ acts, spend, per, of }: NonNullable<Decision['limit']>, currency = ''): string {
  const most = [
    ...(acts === undefined ? [] : [count(acts, 'act')]),
    ...(spend === undefined ? [] : [`${money(spend, currency)} spent on acting`]),
  ];
  return `at most ${most.join(' and ')} a ${per}, of ${count(of, 'row')}`;
}

/** Share of the value from which on what a greedy choice may leave is worth a word. */
const TELLING = 0.002;

/** What the limit does to these rows; empty without one. */
export function roomWords({ leftOut = 0, slack = 0, limit, policies }: Money, currency: string): string {
  if (!limit) return '';
  if (leftOut === 0) return 'The limit leaves room for all that pays.';
  const [own, free] = ['model', 'unlimited'].map((name) => policies.find((p) => p.name === name)!);
  const lost = free ? ` Without the limit it would earn ${money(free.perRow.value - own.perRow.value, currency)} more per row.` : '';
  const bound =
    slack > TELLING * Math.abs(own.perRow.value)
      ? ` The limit is counted as an average: ${money(slack, currency)} per row of the value is expected of a part of an act, and whole acts may bring that much less.`
      : '';
  return `${count(leftOut, 'more row', 'more rows')} would have been acted on, had there been room.${lost}${bound}`;
}
