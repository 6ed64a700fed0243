import type { Observed } from './sampler.js';

/**
 * The trials from the best to the worst by one loss: those that keep to the constraints by their loss; pruned ones after, the further
 * they ran the better; then those that break constraints, by how far; failed ones last. Equal ones by number.
 */
export const ranked = (seen: readonly Observed[]): readonly Observed[] => seen.toSorted(byRank);

/** The first `count` of them, for much less than the order of all of many takes. */
export function rankedFirst(seen: readonly Observed[], count: number): readonly Observed[] {
  const first: Observed[] = [];
  for (const one of seen) {
    const isFull = first.length === count;
    if (isFull && byRank(one, first[count - 1]) > 0) continue;
    let at = isFull ? count - 1 : first.length;
    for (; at > 0 && byRank(one, first[at - 1]) < 0; at--) first[at] = first[at - 1];
    first[at] = one;
  }
  return first;
}

function byRank(a: Observed, b: Observed): number {
  const kind = kindOf(a);
  return kind - kindOf(b) || KINDS[kind](a, b) || a.number - b.number;
}

/** The place of its kind among {@link KINDS}. */
const kindOf = ({ losses, violation = 0, reached = 1 }: Observed): number =>
  losses === null ? 3 : violation > 0 ? 2 : reached < 1 ? 1 : 0;

const byLoss = (a: Observed, b: Observed): number => a.losses![0] - b.losses![0];

/** How trials of a kind are told apart: finished, pruned, over a constraint, failed. */
const KINDS: readonly ((a: Observed, b: Observed) => number)[] = [
  byLoss,
  (a, b) => b.reached! - a.reached! || byLoss(a, b),
  (a, b) => a.violation! - b.violation!,
  () => 0,
];
