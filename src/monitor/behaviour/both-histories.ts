import type { Taken } from '../../model/index.js';

/** What training knew of a user and what the store holds, by time; an event that both hold counts once. */
export function bothHistories(trained: readonly Taken[], since: readonly Taken[]): readonly Taken[] {
  if (since.length === 0) return trained;
  if (trained.length === 0) return since;
  if (trained.at(-1)!.at! < since[0].at!) return [...trained, ...since];
  const known = new Set(trained.map(nameOf));
  // Training may tell no types apart.
  const fresh = since.filter((one) => !known.has(nameOf(one)) && !known.has(nameOf({ item: one.item, at: one.at! })));
  return [...trained, ...fresh].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

const nameOf = ({ item, at, type = '' }: Taken): string => `${at} ${type.length} ${type} ${item}`;
