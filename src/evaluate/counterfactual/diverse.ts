import type { Candidate } from './prober.js';

/**
 * So many of the answers, given cheapest first: the cheapest, then those that are cheap and share few columns with the ones before. An answer
 * that changes what a chosen one changes, and more, is none.
 */
export function diverse(answers: readonly Candidate[], most: number): readonly Candidate[] {
  const chosen: Candidate[] = [];
  for (let open = answers; chosen.length < most && open.length > 0;) {
    const price = (one: Candidate): number => one.cost * (1 + Math.max(0, ...chosen.map((other) => overlap(one, other))));
    const next = open.reduce((best, one) => (price(one) < price(best) ? one : best));
    chosen.push(next);
    open = open.filter((one) => !changesAll(one, next));
  }
  return chosen.toSorted((a, b) => a.cost - b.cost || a.size - b.size);
}

const changesAll = (one: Candidate, other: Candidate): boolean => other.picks.every((pick, j) => pick < 0 || one.picks[j] >= 0);

/** The share of the columns of two answers that both change. */
function overlap(a: Candidate, b: Candidate): number {
  const both = a.picks.filter((pick, j) => pick >= 0 && b.picks[j] >= 0).length;
  return both / (a.size + b.size - both);
}
