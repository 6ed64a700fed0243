import { doublesOf, type Matrix, type MatrixColumn } from '../../core/index.js';
import { distinctCounter, type Distinct } from '../../kernel/index.js';
import { categoryBins } from './bin-categories.js';
import { numberBounds } from './bin-numbers.js';
import { bundled } from './bundle.js';
import { binSample } from './sample.js';

const SAMPLE_ROWS = 200_000;
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

/** The bins of the columns that have at least two. */
export interface Binning {
  readonly columns: readonly ColumnBins[];
  /** Per column its code in a bundle, 0 outside of one; members follow each other. */
  readonly codes: Uint8Array;
}

/** Gives the event loop a turn, and throws once the run is aborted. */
export type Pause = () => Promise<void>;

/** Finds the bins of each column, with a pause after each. Columns with a single bin cannot be split on and are left out. */
export async function findBins(x: Matrix, bins: number, seed: number, pause: Pause): Promise<Binning> {
  const sample = binSample(x.rows, SAMPLE_ROWS, seed);
  const room = new Float64Array(sample.length);
  const count = distinctCounter(sample.length);
  const columns: ColumnBins[] = [];
  for (const [j, column] of x.columns.entries()) {
    const found = binsOf(column, j, sample, bins, (values) => count(take(values, sample, room)));
    if (found.size > 1) columns.push(found);
    await pause();
  }
  return bundled(columns, x);
}

/** `distinct` gives the numbers of the sample. */
function binsOf(
  column: MatrixColumn,
  index: number,
  sample: Int32Array,
  bins: number,
  distinct: (values: Float64Array) => Distinct,
): ColumnBins {
  if (column.kind === 'category') {
    const codes = categoryBins(take(column.codes, sample, new Int32Array(sample.length)), column.levels.length, Math.min(bins, MOST_BINS));
    return { kind: 'category', column: index, codes, levels: column.levels.length, size: codes.length + 1 };
  }
  const values = doublesOf(column);
  const missing = anyMissing(values);
  const bounds = numberBounds(distinct(values), Math.max(2, missing ? bins - 1 : bins));
  return { kind: 'number', column: index, bounds, missing, size: bounds.length + (missing ? 1 : 0) };
}

/** The sampled values: all of them as they are, or some in `to`. */
function take<A extends Int32Array | Float64Array>(from: A, rows: Int32Array, to: A): A {
  if (rows.length === from.length) return from;
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]];
  return to;
}

function anyMissing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}
