import { doublesOf, type CategoryColumn, type Matrix, type MatrixColumn } from '../../core/index.js';
import { categoryBins } from './bin-categories.js';
import { numberBounds } from './bin-numbers.js';
import { numberBinner } from './number-binner.js';
import { binSample } from './sample.js';

const SAMPLE_ROWS = 200_000;
const BLOCK_ROWS = 4096;
const MOST_BINS = 65_535;

/** How the values of one column fall into bins 0 … size - 1. */
export type ColumnBins =
  | {
      readonly kind: 'number';
      /** Index in the matrix. */
      readonly column: number;
      /** Inclusive upper bounds, ascending, the last `Infinity`. */
      readonly bounds: Float64Array;
      /** Whether the last bin, after those of `bounds`, holds the missing values. */
      readonly missing: boolean;
      readonly size: number;
    }
  | {
      readonly kind: 'category';
      readonly column: number;
      /** Level code of bin `b` is `codes[b - 1]`; bin 0 holds missing, rare and unseen levels. */
      readonly codes: Int32Array;
      readonly levels: number;
      readonly size: number;
    };

/** The bins of all rows, twice: by row for summing histograms, by column for sending rows left or right. */
export interface BinnedMatrix {
  readonly rows: number;
  readonly width: number;
  /** `cells[r * width + j]` is `starts[j]` + the bin of row r in column j. */
  readonly cells: Uint16Array | Uint32Array;
  /** `columns[j][r]` is the bin alone. */
  readonly columns: readonly (Uint8Array | Uint16Array)[];
}

/** The bins of the columns that have at least two. */
export interface Binning {
  readonly columns: readonly ColumnBins[];
  /** First cell number of each column, then the number of all bins. */
  readonly starts: Int32Array;
}

/** Gives the event loop a turn, and throws once the run is aborted. */
export type Pause = () => Promise<void>;

/** Finds the bins of each column, with a pause after each. Columns with a single bin cannot be split on and are left out. */
export async function findBins(x: Matrix, bins: number, seed: number, pause: Pause): Promise<Binning> {
  const sample = binSample(x.rows, SAMPLE_ROWS, seed);
  const columns: ColumnBins[] = [];
  for (const [j, column] of x.columns.entries()) {
    const found = binsOf(column, j, sample, bins);
    if (found.size > 1) columns.push(found);
    await pause();
  }
  const starts = new Int32Array(columns.length + 1);
  columns.forEach((c, j) => {
    starts[j + 1] = starts[j] + c.size;
  });
  return { columns, starts };
}

function binsOf(column: MatrixColumn, index: number, sample: Int32Array, bins: number): ColumnBins {
  if (column.kind === 'category') {
    const codes = categoryBins(take(column.codes, sample, new Int32Array(sample.length)), column.levels.length, Math.min(bins, MOST_BINS));
    return { kind: 'category', column: index, codes, levels: column.levels.length, size: codes.length + 1 };
  }
  const values = doublesOf(column);
  const missing = anyMissing(values);
  const known = take(values, sample, new Float64Array(sample.length)).toSorted();
  let count = known.length;
  while (count > 0 && Number.isNaN(known[count - 1])) count--;
  const bounds = numberBounds(known.subarray(0, count), Math.max(2, missing ? bins - 1 : bins));
  return { kind: 'number', column: index, bounds, missing, size: bounds.length + (missing ? 1 : 0) };
}

function take<A extends Int32Array | Float64Array>(from: A, rows: Int32Array, to: A): A {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]];
  return to;
}

function anyMissing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

/** The matrix that the bins were found on, as bins. */
export async function binMatrix(x: Matrix, binning: Binning, pause: Pause): Promise<BinnedMatrix> {
  const width = binning.columns.length;
  const columns: (Uint8Array | Uint16Array)[] = [];
  for (const bins of binning.columns) {
    columns.push(binColumn(x.columns[bins.column], bins, x.rows));
    await pause();
  }
  const cells = binning.starts[width] <= 65_536 ? new Uint16Array(x.rows * width) : new Uint32Array(x.rows * width);
  for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
    const to = Math.min(x.rows, from + BLOCK_ROWS);
    columns.forEach((column, j) => {
      const start = binning.starts[j];
      for (let row = from, at = from * width + j; row < to; row++, at += width) cells[at] = start + column[row];
    });
  }
  return { rows: x.rows, width, cells, columns };
}

function binColumn(column: MatrixColumn, bins: ColumnBins, rows: number): Uint8Array | Uint16Array {
  const out = bins.size <= 256 ? new Uint8Array(rows) : new Uint16Array(rows);
  if (bins.kind === 'category') writeCategories((column as CategoryColumn).codes, bins.codes, bins.levels, out);
  else writeNumbers(doublesOf(column), bins.bounds, out);
  return out;
}

function writeNumbers(values: Float64Array, bounds: Float64Array, out: Uint8Array | Uint16Array): void {
  const binOf = numberBinner(bounds);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    out[row] = value === value ? binOf(value) : bounds.length;
  }
}

function writeCategories(levelCodes: Int32Array, codes: Int32Array, levels: number, out: Uint8Array | Uint16Array): void {
  const binOf = new Int32Array(levels);
  codes.forEach((code, b) => {
    binOf[code] = b + 1;
  });
  for (let row = 0; row < levelCodes.length; row++) out[row] = levelCodes[row] < 0 ? 0 : binOf[levelCodes[row]];
}
