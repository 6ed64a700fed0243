import type { Observed } from './sampler.js';

/**
 * The trials from the best to the worst by one loss: those that keep to the constraints by their loss; pruned ones after, the further
 * they ran the better; then those that break constraints, by how far; failed ones last. Equal ones by number.
 */
export function ranked(seen: readonly Observed[]): readonly Observed[] {
  const places = seen.map((one) => ({ one, rank: rankOf(one) }));
  places.sort((a, b) => {
    for (let i = 0; i < 3; i++) if (a.rank[i] !== b.rank[i]) return a.rank[i] - b.rank[i];
    return a.one.number - b.one.number;
  });
  return places.map(({ one }) => one);
}

/** Smaller is better, entry by entry. */
function rankOf({ losses, violation = 0, reached = 1 }: Observed): readonly [number, number, number] {
  if (losses === null) return [3, 0, 0];
  if (violation > 0) return [2, violation, 0];
  return reached < 1 ? [1, -reached, losses[0]] : [0, losses[0], 0];
}
