import type { LeafBits } from '../../src/kernel/leaf-bits.js';
import { meets } from './conditions-plain.js';

/** What `kernel/assembly/leaf-bits.ts` means, split by split: the sums of one row. */
export function leafBitsPlain(trees: LeafBits, row: readonly number[]): number[] {
  const { columns, splitStart, column, slot, from, to, value, base } = trees;
  const sums = [...base];
  for (let t = 0; t + 1 < splitStart.length; t++) {
    let leaf = 0;
    for (let s = splitStart[t]; s < splitStart[t + 1]; s++)
      if (from[s] === leaf && !meets(columns[column[s]], slot[s], row[column[s]])) leaf = to[s];
    sums[t % base.length] += value[splitStart[t] + t + leaf];
  }
  return sums;
}
