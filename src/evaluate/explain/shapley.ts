/** Most players that the exact sum is made for: 2^16 coalitions. */
const MOST_PLAYERS = 16;

/**
 * Exact Shapley values of a game (L. S. Shapley, 1953), by every coalition: what each player adds on average over all orders of
 * joining. `worth(coalition)` gets a bit per player (bit i is player i); they add up to `worth(all) − worth(none)`.
 * The yardstick for faster algorithms: costs 2^players calls of `worth`. Throws a `RangeError` above 16 players.
 *
 * ```ts
 * shapleyValues(2, (c) => (c === 3 ? 10 : c === 1 ? 4 : 0)) // [7, 3]
 * ```
 */
export function shapleyValues(players: number, worth: (coalition: number) => number): Float64Array {
  if (players > MOST_PLAYERS) throw new RangeError(`exact Shapley values are for at most ${MOST_PLAYERS} players, got ${players}`);
  const worths = Float64Array.from({ length: 2 ** players }, (_, coalition) => worth(coalition));
  const weightOfSize = shapleyWeights(players);
  const values = new Float64Array(players);
  for (let coalition = 0; coalition < worths.length; coalition++) {
    const weight = weightOfSize[bitsIn(coalition)];
    for (let p = 0; p < players; p++) {
      if ((coalition >> p) & 1) continue;
      values[p] += weight * (worths[coalition | (1 << p)] - worths[coalition]);
    }
  }
  return values;
}

/** s! (n − s − 1)! / n! for each size s of the coalition that is joined. */
function shapleyWeights(players: number): Float64Array {
  const weights = new Float64Array(players);
  if (players > 0) weights[0] = 1 / players;
  for (let s = 1; s < players; s++) weights[s] = (weights[s - 1] * s) / (players - s);
  return weights;
}

function bitsIn(word: number): number {
  let [left, count] = [word, 0];
  for (; left !== 0; left &= left - 1) count++;
  return count;
}
