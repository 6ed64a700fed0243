import { doublesOf, type CategoryColumn, type Matrix, type MatrixColumn } from '../../core/index.js';
import { categoryBins } from './bin-categories.js';
import { binOfNumber, numberBounds } from './bin-numbers.js';
import { binSample } from './sample.js';

const SAMPLE_ROWS = 200_000;
const BLOCK_ROWS = 4096;

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

/** Bin numbers, row-major: the cell of row `r` and column `j` is `cells[r * width + j]`, and holds `starts[j]` + bin. */
export interface BinnedMatrix {
  readonly rows: number;
  readonly width: number;
  readonly cells: Uint16Array | Uint32Array;
}

/** The bins of the columns that have at least two. */
export interface Binning {
  readonly columns: readonly ColumnBins[];
  /** First cell number of each column, then the number of all bins. */
  readonly starts: Int32Array;
}

/** Finds the bins of each column. Columns with a single bin cannot be split on and are left out. */
export function findBins(x: Matrix, bins: number, seed: number): Binning {
  const sample = binSample(x.rows, SAMPLE_ROWS, seed);
  const columns = x.columns.map((c, j) => binsOf(c, j, sample, bins)).filter((c) => c.size > 1);
  const starts = new Int32Array(columns.length + 1);
  columns.forEach((c, j) => {
    starts[j + 1] = starts[j] + c.size;
  });
  return { columns, starts };
}

function binsOf(column: MatrixColumn, index: number, sample: Int32Array, bins: number): ColumnBins {
  if (column.kind === 'category') {
    const codes = categoryBins(
      sample.map((row) => column.codes[row]),
      column.levels.length,
      bins,
    );
    return { kind: 'category', column: index, codes, levels: column.levels.length, size: codes.length + 1 };
  }
  const values = doublesOf(column);
  const missing = values.some(Number.isNaN);
  const known = Float64Array.from(sample, (row) => values[row])
    .filter((v) => v === v)
    .sort();
  const bounds = numberBounds(known, Math.max(2, missing ? bins - 1 : bins));
  return { kind: 'number', column: index, bounds, missing, size: bounds.length + (missing ? 1 : 0) };
}

/** The matrix as cells of the binning. Any matrix with the same columns will do, such as the validation rows. */
export function binMatrix(x: Matrix, binning: Binning): BinnedMatrix {
  const width = binning.columns.length;
  const total = binning.starts[width];
  const cells = total <= 65_536 ? new Uint16Array(x.rows * width) : new Uint32Array(x.rows * width);
  const writers = binning.columns.map((bins, j) => writer(x.columns[bins.column], bins, cells, width, j, binning.starts[j]));
  for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
    const to = Math.min(x.rows, from + BLOCK_ROWS);
    for (const write of writers) write(from, to);
  }
  return { rows: x.rows, width, cells };
}

type Writer = (from: number, to: number) => void;

function writer(column: MatrixColumn, bins: ColumnBins, cells: Uint16Array | Uint32Array, width: number, j: number, start: number): Writer {
  if (bins.kind === 'category') return categoryWriter(column as CategoryColumn, bins.codes, cells, width, j, start);
  const values = doublesOf(column);
  const { bounds } = bins;
  const missing = bins.missing ? bounds.length : 0;
  return (from, to) => {
    for (let row = from, at = from * width + j; row < to; row++, at += width) {
      const value = values[row];
      cells[at] = start + (value === value ? binOfNumber(bounds, value) : missing);
    }
  };
}

function categoryWriter(
  column: CategoryColumn,
  codes: Int32Array,
  cells: Uint16Array | Uint32Array,
  width: number,
  j: number,
  start: number,
): Writer {
  const binOf = new Int32Array(column.levels.length);
  codes.forEach((code, b) => {
    binOf[code] = b + 1;
  });
  return (from, to) => {
    for (let row = from, at = from * width + j; row < to; row++, at += width) {
      const code = column.codes[row];
      cells[at] = start + (code < 0 ? 0 : binOf[code]);
    }
  };
}
