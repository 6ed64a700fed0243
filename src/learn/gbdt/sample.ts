import { random } from '../../core/index.js';

/** Row numbers to look at when bins are found: all, or `most` of them, one drawn from each of `most` equal stretches. Ascending. */
export function binSample(rows: number, most: number, seed: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, i) => i);
  const draws = random(seed, 'gbdt', 'bins');
  const sample = new Int32Array(most);
  for (let i = 0; i < most; i++) {
    const from = Math.floor((i * rows) / most);
    const to = Math.floor(((i + 1) * rows) / most);
    sample[i] = from + draws.int(to - from);
  }
  return sample;
}

/**
 * Draws `share` of the rows without replacement for one round: marks them with 1 in `bag`, the others with 0. Returns how many they are
 * (at least 1). Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S), with one hashed word per row, so that a draw costs a few
 * nanoseconds.
 */
export function drawBag(share: number, seed: number, round: number, bag: Uint8Array): number {
  const rows = bag.length;
  const size = Math.max(1, Math.round(rows * share));
  const key = keyOf(seed, 'bag', round);
  let taken = 0;
  for (let row = 0; row < rows; row++) {
    const isIn = hashed(row, key) * (rows - row) < (size - taken) * 4294967296;
    bag[row] = isIn ? 1 : 0;
    taken += bag[row];
  }
  return size;
}

/** Marks `share` of `columns` columns (at least one) for one tree: 1 may be split on, 0 not. */
export function drawColumns(columns: number, share: number, seed: number, tree: number): Uint8Array {
  if (share === 1) return new Uint8Array(columns).fill(1);
  const chosen = new Uint8Array(columns);
  const order = random(seed, 'gbdt', 'columns', tree).shuffle(Int32Array.from({ length: columns }, (_, i) => i));
  for (const column of order.subarray(0, Math.max(1, Math.round(columns * share)))) chosen[column] = 1;
  return chosen;
}

/** The key of one round's draws. */
export const keyOf = (seed: number, purpose: string, round: number): number => random(seed, 'gbdt', purpose, round).int(4294967296);

/** A well-spread 32-bit word for a row under a key (two rounds of the finaliser of MurmurHash3). */
export function hashed(row: number, key: number): number {
  let w = Math.imul(row ^ key, 0x9e3779b1);
  w = Math.imul(w ^ (w >>> 16), 0x85ebca6b);
  w = Math.imul(w ^ (w >>> 13), 0xc2b2ae35) + key;
  w = Math.imul(w ^ (w >>> 15), 0x85ebca6b);
  return (w ^ (w >>> 14)) >>> 0;
}
