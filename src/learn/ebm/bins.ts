import { doublesOf, random, type CategoryColumn, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Pace } from '../pace.js';
import { MISSING, numberBin, RARE } from './bin-of.js';
import { cutsOf } from './cuts.js';

const SAMPLE_ROWS = 200_000;

/** How the values of a column fall into bins. Bin 0 holds missing values. */
export type ColumnBins =
  /** Bin b + 1 holds the values up to `cuts[b]`, the last those above all. */
  | { readonly kind: 'number'; readonly cuts: Float64Array; readonly size: number }
  /** `binOf[level]`; bin 1 holds rare levels, those from 2 one level each. */
  | { readonly kind: 'category'; readonly binOf: Int32Array; readonly size: number };

/** Bins of a column, and the bin of each row. */
export interface BinnedColumn {
  readonly bins: ColumnBins;
  readonly cells: Uint16Array;
}

/** The columns of a matrix in bins. Cuts are found on at most 200,000 rows, drawn by `seed`. */
export async function binColumns(
  x: Matrix,
  most: number,
  minRowsPerLevel: number,
  seed: number,
  pace: Pace,
): Promise<readonly BinnedColumn[]> {
  const sample = sampleOf(x.rows, seed);
  const binned: BinnedColumn[] = [];
  for (const column of x.columns) {
    binned.push(column.kind === 'category' ? binLevels(column, minRowsPerLevel) : binNumbers(column, most, sample));
    await pace(60 * x.rows);
  }
  return binned;
}

function sampleOf(rows: number, seed: number): Int32Array {
  const size = Math.min(rows, SAMPLE_ROWS);
  const draw = random(seed, 'ebm', 'bins');
  return Int32Array.from({ length: size }, (_, i) => {
    const [from, to] = [Math.floor((i * rows) / size), Math.floor(((i + 1) * rows) / size)];
    return size === rows ? i : from + draw.int(to - from);
  });
}

function binNumbers(column: Exclude<MatrixColumn, CategoryColumn>, most: number, sample: Int32Array): BinnedColumn {
  const values = doublesOf(column);
  const known = Float64Array.from(sample, (i) => values[i])
    .filter((v) => v === v)
    .toSorted();
  const cuts = cutsOf(known, most);
  const cells = new Uint16Array(values.length);
  for (let i = 0; i < cells.length; i++) cells[i] = numberBin(values[i], cuts, 0, cuts.length);
  return { bins: { kind: 'number', cuts, size: cuts.length + 2 }, cells };
}

function binLevels({ codes, levels }: CategoryColumn, minRows: number): BinnedColumn {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  let size = RARE + 1;
  const binOf = counts.map((count) => (count >= Math.max(1, minRows) && size < 65_536 ? size++ : RARE));
  const cells = new Uint16Array(codes.length);
  for (let i = 0; i < cells.length; i++) cells[i] = codes[i] < 0 ? MISSING : binOf[codes[i]];
  return { bins: { kind: 'category', binOf, size }, cells };
}
