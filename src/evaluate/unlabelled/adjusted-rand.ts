/**
 * How far two partitions of the same rows agree, whatever their segments are called: 1 when they are the same, 0 as much as chance would
 * (Hubert & Arabie, 1985). The share of agreeing pairs, corrected for the pairs that agree by accident. 1 for two partitions that are both one
 * segment, or both only rows alone.
 *
 * ```ts
 * adjustedRand([0, 0, 1, 1], [5, 5, 3, 3]) // 1
 * ```
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [inA, inB, inBoth] = [new Map<number, number>(), new Map<number, number>(), new Map<string, number>()];
  for (let i = 0; i < a.length; i++) {
    count(inA, a[i]);
    count(inB, b[i]);
    count(inBoth, `${a[i]} ${b[i]}`);
  }
  const [pairsA, pairsB, together] = [pairsIn(inA), pairsIn(inB), pairsIn(inBoth)];
  const all = (a.length * (a.length - 1)) / 2;
  const byChance = (pairsA * pairsB) / all;
  const most = (pairsA + pairsB) / 2;
  return most === byChance ? 1 : (together - byChance) / (most - byChance);
}

const count = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Pairs of rows within one group. */
const pairsIn = <K>(counts: ReadonlyMap<K, number>): number => counts.values().reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
