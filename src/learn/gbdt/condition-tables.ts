import type { ColumnConditions } from '../../kernel/index.js';
import { codesOf } from './tree.js';

/** A set of level codes as bits, and whether missing values and codes beyond its bits are in it. */
export interface CodeSet {
  readonly words: Uint32Array;
  readonly missing: boolean;
}

/** Slot of "up to this edge" among the conditions on a number, where missing values do not meet it or do. */
export function edgeSlot(edges: Float64Array, edge: number, orMissing: boolean): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < edge) low = middle + 1;
    else high = middle;
  }
  return orMissing ? edges.length + 2 + low : low;
}

/** Conditions on a number: all different thresholds. */
export function numberConditions(
  thresholds: Iterable<number>,
  orMissing: boolean,
): { readonly edges: Float64Array; readonly orMissing: boolean } {
  return { edges: Float64Array.from(new Set(thresholds)).toSorted(), orMissing };
}

/** Conditions on a category: condition k is to be in set k. `undefined` where their lines would take more than `mostBytes`. */
export function categoryConditions(sets: readonly CodeSet[], mostBytes: number): ColumnConditions | undefined {
  const lineBytes = Math.ceil(sets.length / 8);
  const count = sets.reduce((most, { words, missing }) => Math.max(most, missing ? 32 * words.length : codesOf(words)), 0);
  if ((count + 1) * lineBytes > mostBytes) return undefined;
  const lines = new Uint8Array((count + 1) * lineBytes);
  sets.forEach(({ words, missing }, k) => {
    const bit = 1 << (k & 7);
    for (let code = 0, at = k >> 3; code <= count; code++, at += lineBytes) {
      const isIn = code < Math.min(count, 32 * words.length) ? ((words[code >> 5] >>> (code & 31)) & 1) === 1 : missing;
      if (isIn) lines[at] |= bit;
    }
  });
  return { edges: null, lineBytes, lines };
}
