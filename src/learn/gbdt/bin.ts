import type { RowBlocks } from '../../core/index.js';
import { distinctCounter, type Distinct } from '../../kernel/index.js';
import { categoryBins } from './bin-categories.js';
import { numberBounds } from './bin-numbers.js';
import { bundled } from './bundle.js';
import { binSample } from './sample.js';
import { sampleOf, type Sampled } from './sampled.js';

const SAMPLE_ROWS = 200_000;
/** Cells that are sampled in one reading of the rows: 8 MiB. */
const MOST_SAMPLED = 2 ** 20;
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
export async function findBins(x: RowBlocks, bins: number, seed: number, pause: Pause): Promise<Binning> {
  const sample = binSample(x.rows, SAMPLE_ROWS, seed);
  const distinct = distinctCounter(sample.length);
  const together = Math.min(x.heads.length, Math.max(1, Math.floor(MOST_SAMPLED / Math.max(1, sample.length))));
  const room = Array.from({ length: together }, () => new Float64Array(sample.length));
  const columns: ColumnBins[] = [];
  for (let from = 0; from < x.heads.length; from += together) {
    const some = Array.from({ length: Math.min(together, x.heads.length - from) }, (_, i) => from + i);
    for (const [i, sampled] of (await sampleOf(x, some, sample, room, pause)).entries()) {
      const found = binsOf(sampled, some[i], bins, distinct);
      if (found.size > 1) columns.push(found);
      await pause();
    }
  }
  return bundled(columns, x, pause);
}

function binsOf(
  { head, values, missing }: Sampled,
  column: number,
  bins: number,
  distinct: (values: Float64Array) => Distinct,
): ColumnBins {
  if (head.kind === 'category') {
    const codes = categoryBins(values as Int32Array, head.levels.length, Math.min(bins, MOST_BINS));
    return { kind: 'category', column, codes, levels: head.levels.length, size: codes.length + 1 };
  }
  const bounds = numberBounds(distinct(values as Float64Array), Math.max(2, missing ? bins - 1 : bins));
  return { kind: 'number', column, bounds, missing, size: bounds.length + (missing ? 1 : 0) };
}
