import type { LeafEntries } from '../../src/kernel/leaf-shares.js';
import { meets } from './conditions-plain.js';

/** What `kernel/assembly/leaf-shares.ts` means, leaf by leaf: the effects on one output of one row, per column. */
export function leafSharesPlain(leaves: LeafEntries, output: number, row: readonly number[]): number[] {
  const { columns, start, column, value } = leaves;
  const effects = columns.map(() => 0);
  value.forEach((_, leaf) => {
    if (leaves.output[leaf] !== output) return;
    sharesOf(leaves, leaf, row).forEach((share, i) => (effects[column[start[leaf] + i]] += share));
  });
  return effects;
}

function sharesOf(leaves: LeafEntries, leaf: number, row: readonly number[]): number[] {
  const { columns, column, share, within, without, or, start, quadratures } = leaves;
  const entries = Array.from({ length: start[leaf + 1] - start[leaf] }, (_, i) => start[leaf] + i);
  const ones = entries.map((e) => {
    const isIn = (slot: number): boolean => slot >= 0 && meets(columns[column[e]], slot, row[column[e]]);
    return (isIn(within[e]) && !isIn(without[e])) || isIn(or[e]) ? 1 : 0;
  });
  const sums = entries.map(() => 0);
  const { points, weights } = quadratures[entries.length];
  points.forEach((t, q) => {
    const factors = entries.map((e, i) => ones[i] * t + share[e] * (1 - t));
    const product = factors.reduce((all, factor) => all * factor, weights[q]);
    factors.forEach((factor, i) => (sums[i] += product * (1 / factor)));
  });
  return entries.map((e, i) => sums[i] * (leaves.value[leaf] * (ones[i] - share[e])));
}
