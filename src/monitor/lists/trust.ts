import { count, figure, percent } from '../../core/index.js';
import type { Trust } from '../report/monitor-report.js';
import { fallenBehind, type ListFacts } from './verdicts.js';
import type { Verdict } from '../alerts/verdict.js';

/** The rule that proves lists bad; the others ask for care. */
const PROOF = 'decay';

/** Whether a recommender can be relied on, in one sentence, and what speaks against it. */
export function trustInLists(facts: ListFacts, verdicts: readonly Verdict[]): Trust {
  const name = `${facts.model}@${facts.version}`;
  if (facts.lists === 0)
    return { verdict: 'unknown', text: `Nobody can say whether ${name} can be trusted: it answered no list in this window.`, reasons: [] };
  const held = verdicts.filter(({ holds }) => holds === true);
  const reasons = held.toSorted((a, b) => Number(b.rule === PROOF) - Number(a.rule === PROOF)).map(({ text }) => text);
  if (held.some(({ rule }) => rule === PROOF))
    return { verdict: 'no', text: `${name} cannot be trusted today: the most popular items would do better.`, reasons };
  const sure = proofOf(facts);
  if (reasons.length > 0)
    return { verdict: 'careful', text: `${name} can be trusted with care: ${sure ?? 'nothing proves it wrong'}.`, reasons };
  if (sure === undefined)
    return {
      verdict: 'unknown',
      text: `Nothing speaks against ${name}, but nothing proves it right yet: too few users came back after their lists.`,
      reasons: [],
    };
  return { verdict: 'yes', text: `${name} can be trusted today: ${sure}.`, reasons: [] };
}

/** What proves the lists right, as the end of a sentence: they find more than popularity does, beyond chance. */
function proofOf(facts: ListFacts): string | undefined {
  const { found } = facts;
  if (!found || fallenBehind(facts) === undefined) return undefined;
  const { lists, popular, gain } = found.metrics['recall@10'];
  if (gain.low <= 0) return undefined;
  return `of what ${count(found.users, 'user')} did next, ${percent(lists.value)} stood among ${figure(found.k)} (${percent(lists.low)} … ${percent(lists.high)}), where the most popular items would have held ${percent(popular.value)}`;
}
