/**
 * Rows in the order of a score, with equal scores together: `order` holds row numbers, and the g-th run of equal scores
 * is `order[starts[g]] … order[starts[g + 1] − 1]` (`starts` has one more entry than there are runs). O(n log n).
 */
export interface Ranked {
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

/** Ranks rows by score, lowest first; equal scores keep row order, so the result depends on nothing else. */
export function rankAscending(scores: ArrayLike<number>): Ranked {
  const n = scores.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).toSorted((a, b) => scores[a] - scores[b] || a - b);
  const starts: number[] = [];
  for (let i = 0; i < n; i++) if (i === 0 || scores[order[i]] !== scores[order[i - 1]]) starts.push(i);
  return { order, starts: Int32Array.from([...starts, n]) };
}
