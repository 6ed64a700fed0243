import { figure } from '../../core/index.js';
import { AMOUNTS } from '../../evaluate/index.js';
import { printNode } from '../../expr/index.js';
import { isKept, type Decision } from '../decide/index.js';
import type { Evidence } from './evidence.js';
import type { PairedRows } from './paired-gain.js';

type Deciding = Pick<Evidence, 'name'> & { readonly content: Pick<Evidence['content'], 'decide'> };

/** Which of two versions cannot be said to decide on the rows compared, and why; undefined where both can. */
export function lackingAmounts(own: Deciding, other: Deciding, { ownAmounts = {}, otherAmounts = {} }: PairedRows): string | undefined {
  const kept = [[other, otherAmounts] as const, [own, ownAmounts] as const];
  const lacking = kept.find(([{ content }, amounts]) => content.decide && !isKept(content.decide, amounts))?.[0];
  return lacking && `${lacking.name} decides by amounts that differ by row, and the rows compared were kept without them`;
}

/**
 * In what two versions that are compared in money differ by declaration, and at whose amounts both are valued: one sentence. Undefined where they declare
 * the same, or the newer declares nothing. What each learned, its threshold and cut, is not told.
 */
export function termsApart(own: Deciding, other: Deciding): string | undefined {
  const [now, before] = [own.content.decide, other.content.decide];
  if (!now) return undefined;
  if (!before) return `${other.name} declares no money: it is taken to decide by the rule and the amounts of ${own.name}.`;
  const [is, was] = [termsOf(now), termsOf(before)];
  const apart = Object.keys(is).filter((name) => is[name] !== was[name]);
  if (apart.length === 0) return undefined;
  const told = apart.map((name) => `${name} ${is[name]} (${other.name}: ${was[name]})`).join(', ');
  return `Each version decides by its own terms, and both are valued at the amounts of ${own.name}: ${told}.`;
}

/** What a decision declares, by name and in words. */
function termsOf({ currency = 'none', policy, limit, ...amounts }: Decision): Readonly<Record<string, string>> {
  const { acts, spend, per } = limit ?? {};
  const most = [...(acts === undefined ? [] : [`${figure(acts)} acts`]), ...(spend === undefined ? [] : [`${figure(spend)} spent`])];
  return {
    ...Object.fromEntries(AMOUNTS.map((name) => [name, amountText(amounts[name])])),
    currency,
    policy: policy ?? 'threshold',
    limit: limit ? `${most.join(' and ')} a ${per}` : 'none',
  };
}

const amountText = (amount: Decision['cost'] = 0): string =>
  typeof amount === 'number' ? figure(amount) : printNode(amount, { items: 8 });
