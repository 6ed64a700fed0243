import { MISSING } from './bin-of.js';
import type { BinnedColumn } from './bins.js';
import { rowsPerBin } from './term.js';

/** A column as pairs see it: fewer bins, in an order. Bin 0 holds missing values and lies at the low end. */
export interface PairColumn {
  /** Bin in pairs of each bin of the column. */
  readonly pairBin: Uint8Array;
  readonly size: number;
}

/**
 * Joins neighbouring bins of a column until at most `most` are left, of about as many rows each. Numbers keep their order; levels are
 * ordered by `levelScores`, one per bin.
 */
export function pairColumn({ bins, cells }: BinnedColumn, most: number, levelScores: Float64Array): PairColumn {
  const counts = rowsPerBin(cells, cells.length, bins.size);
  const order = Int32Array.from({ length: bins.size - 1 }, (_, b) => b + 1);
  if (bins.kind === 'category') order.sort((a, b) => levelScores[a] - levelScores[b] || a - b);
  const pairBin = new Uint8Array(bins.size);
  let [inBin, at, restRows, restBins] = [0, 1, cells.length - counts[MISSING], most - 1];
  const joins = order.filter((b) => counts[b] > 0).length > restBins;
  order.forEach((b, i) => {
    pairBin[b] = at;
    inBin += counts[b];
    const isFull = inBin > 0 && (!joins || inBin >= restRows / restBins);
    if (!isFull || restBins === 1 || i === order.length - 1) return;
    restRows -= inBin;
    restBins--;
    inBin = 0;
    at++;
  });
  return { pairBin, size: Math.max(...pairBin) + 1 };
}

/** The bin of each of the given rows in the table of a pair. */
export function pairCells(
  a: BinnedColumn,
  b: BinnedColumn,
  first: PairColumn,
  second: PairColumn,
  rows: Int32Array | undefined,
): Uint16Array {
  const out = new Uint16Array(a.cells.length);
  for (let i = 0; i < out.length; i++) {
    const row = rows === undefined ? i : rows[i];
    out[i] = first.pairBin[a.cells[row]] * second.size + second.pairBin[b.cells[row]];
  }
  return out;
}
