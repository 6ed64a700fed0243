import type { Pace } from '../pace.js';
import type { BinnedColumn } from './bins.js';
import { pairCells, type PairColumn } from './pair-bins.js';
import { pairSearch } from './pair-tree.js';
import { sumPerBin } from './term.js';

/** Two columns by their numbers, the lower first. */
export type Pair = readonly [number, number];

/**
 * The `most` pairs of the given columns that take most off the loss, the strongest first, by what one small tree over both columns
 * would gain at the gradients left by the columns alone (FAST; Lou et al., KDD 2013). Leaves out pairs that gain no more than the best of
 * so many trees does by chance. Costs one pass over the rows for each pair.
 */
export async function strongestPairs(
  columns: readonly BinnedColumn[],
  paired: readonly PairColumn[],
  among: readonly number[],
  gradients: Float64Array,
  most: number,
  minRows: number,
  pace: Pace,
): Promise<readonly Pair[]> {
  const rows = gradients.length / 2;
  const { hessians, noise } = totalsOf(gradients);
  const pairs = (among.length * (among.length - 1)) / 2;
  const ranked: { readonly pair: Pair; readonly gain: number }[] = [];
  for (const [i, a] of among.entries()) {
    for (const b of among.slice(i + 1)) {
      const [n, m] = [paired[a].size, paired[b].size];
      const sums = new Float64Array(2 * n * m);
      sumPerBin(pairCells(columns[a], columns[b], paired[a], paired[b], undefined), gradients, rows, sums, n * m);
      const { gain } = pairSearch(n, m)(sums, (minRows * hessians) / rows);
      if (gain > noise * 2 * Math.log(2 * n * m * pairs)) ranked.push({ pair: [a, b], gain });
      await pace(6 * rows + 40 * n * m);
    }
  }
  return ranked
    .toSorted((a, b) => b.gain - a.gain || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1])
    .slice(0, most)
    .map(({ pair }) => pair);
}

/** Σ H, and Σ G² / Σ H: what G² / H of a leaf is on average when there is nothing to find. */
function totalsOf(gradients: Float64Array): { readonly hessians: number; readonly noise: number } {
  let [squares, hessians] = [0, 0];
  for (let at = 0; at < gradients.length; at += 2) {
    squares += gradients[at] * gradients[at];
    hessians += gradients[at + 1];
  }
  return { hessians, noise: squares / hessians };
}
