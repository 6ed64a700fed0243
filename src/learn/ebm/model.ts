import { MISSING, numberBin, RARE } from './bin-of.js';

/**
 * A fitted additive model: margin = base + the score of each column's bin + that of each pair's. Its arrays are what the artifact
 * stores; the bins of all columns are numbered through.
 */
export interface EbmModel {
  readonly outputs: number;
  /** Mean margins of the training rows, one per output. */
  readonly base: Float64Array;
  /** First bin of each column, then the number of all. Bin 0 of a column holds missing values, bin 1 of a category rare levels. */
  readonly binStart: Int32Array;
  /** Inner bounds of number columns, ascending: a value on one belongs below it. */
  readonly cuts: Float64Array;
  readonly cutStart: Int32Array;
  /** Bin of each level, for all categories in turn. */
  readonly levelBin: Int32Array;
  readonly levelStart: Int32Array;
  readonly isCategory: Uint8Array;
  /** bins × outputs: what a value in the bin adds to the margins. */
  readonly scores: Float64Array;
  /** Their standard deviations over the bags. */
  readonly deviations: Float32Array;
  /** Share of the training weight in each bin. */
  readonly shares: Float32Array;
  /** Columns of the pairs, two by two. */
  readonly pairs: Int32Array;
  /** Bin within pairs of each bin, and how many there are per column. */
  readonly pairBin: Uint8Array;
  readonly pairSize: Int32Array;
  /** The pairs' tables, one after the other, row by row; `pairStart` follows from `pairs` and `pairSize`. */
  readonly pairScores: Float64Array;
  readonly pairDeviations: Float32Array;
  readonly pairShares: Float32Array;
  readonly pairStart: Int32Array;
}

/** Where each pair's table starts, and last the size of all. */
export function pairStartsOf(pairs: Int32Array, pairSize: Int32Array): Int32Array {
  const starts = new Int32Array(pairs.length / 2 + 1);
  for (let p = 0; p + 1 < starts.length; p++) starts[p + 1] = starts[p] + pairSize[pairs[2 * p]] * pairSize[pairs[2 * p + 1]];
  return starts;
}

/** The bin, numbered through all columns, of a value coded as `core/rowOf` codes it. */
export function binOf(model: EbmModel, column: number, value: number): number {
  const start = model.binStart[column];
  if (model.isCategory[column] === 0) return start + numberBin(value, model.cuts, model.cutStart[column], model.cutStart[column + 1]);
  if (value !== value) return start + MISSING;
  const level = model.levelStart[column] + value;
  return start + (value >= 0 && level < model.levelStart[column + 1] ? model.levelBin[level] : RARE);
}
