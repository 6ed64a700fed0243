import type { Observed } from './sampler.js';

/**
 * The trials from the best to the worst by one loss: those that keep to the constraints by their loss; pruned ones after, the further
 * they ran the better; then those that break constraints, by how far; failed ones last. Equal ones by number.
 */
export function ranked(seen: readonly Observed[]): readonly Observed[] {
  return seen.toSorted((a, b) => {
    const [x, y] = [rankOf(a), rankOf(b)];
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i] - y[i];
    return a.number - b.number;
  });
}

/** Smaller is better, entry by entry. */
function rankOf({ losses, violation = 0, reached = 1 }: Observed): readonly number[] {
  if (losses === null) return [3, 0];
  if (violation > 0) return [2, violation];
  return reached < 1 ? [1, -reached, losses[0]] : [0, losses[0]];
}
