import type { LevelSketch, NumberSketch, ReferenceSketch } from '../../model/index.js';
import { upperGamma } from '../drift/stats/gamma.js';

/** How unusual one row is for the rows of training. */
export interface Oddness {
  /**
   * −log₁₀ of the chance that a row of training is as odd or odder, if its columns were independent: 1 is one in ten, 3 one in a thousand.
   * 0 where no column is known to the sketch.
   */
  readonly score: number;
  /** The oddest columns, at most three, each rarer than one in twenty: the share of training rows whose value lies as far out. */
  readonly columns: readonly { readonly column: string; readonly share: number }[];
}

/** A row as expressions take it: numbers, texts, booleans, null. */
type Row = Readonly<Record<string, unknown>>;

const SHOWN = 3;
const ODD = 0.05;

/**
 * Says how unusual rows are, one at a time, from the sketch of the training rows. Each column gives the share of training rows whose value
 * lies as far out: of numbers twice the smaller tail of the empirical distribution, of levels the rows whose level is as rare or rarer, of
 * an empty cell the share of empty ones. The shares are put together as ECOD does (Z. Li et al., IEEE TKDE 2022), −Σ ln share, and that sum
 * is read off its distribution for independent columns (R. A. Fisher, 1932). It sees values that are odd alone, not odd pairs of usual values. About
 * 2 µs a row of 20 columns.
 *
 * ```ts
 * const sketch = sketchOfRows({ rows: 999, columns: { tenure: Float64Array.from({ length: 999 }, (_, i) => i) } }, 7);
 * const oddness = oddnessOf(sketch);
 * oddness({ tenure: 5000 }).columns; // [{ column: 'tenure', share: 0.002 }]
 * oddness({ tenure: 5000 }).score.toFixed(2); // '2.70'
 * ```
 */
export function oddnessOf({ columns }: Pick<ReferenceSketch, 'columns'>): (row: Row) => Oddness {
  const known = columns.flatMap((sketch) => (sketch.kind === 'skipped' ? [] : [{ column: sketch.name, shareOf: shareReader(sketch) }]));
  return (row) => {
    const shares = known.map(({ column, shareOf }) => ({ column, share: shareOf(row[column]) }));
    if (shares.length === 0) return { score: 0, columns: [] };
    const surprise = shares.reduce((sum, { share }) => sum - Math.log(share), 0);
    const odd = shares.filter(({ share }) => share < ODD).toSorted((a, b) => a.share - b.share);
    return { score: -Math.log10(Math.max(Number.MIN_VALUE, upperGamma(shares.length, surprise))) + 0, columns: odd.slice(0, SHOWN) };
  };
}

const shareReader = (sketch: NumberSketch | LevelSketch): ((value: unknown) => number) =>
  sketch.kind === 'number' ? numberShare(sketch) : levelShare(sketch);

/** No share is 0: the row itself is counted as one more. */
const smoothed = (rows: number, of: number): number => Math.min(1, (rows + 1) / (of + 1));

function numberShare({ rows, nulls, sample }: NumberSketch): (value: unknown) => number {
  const empty = smoothed(nulls, rows);
  const size = sample.length;
  return (value) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return empty;
    const below = placeOf(sample, value, false);
    const atMost = placeOf(sample, value, true);
    return Math.min(1, 2 * smoothed(Math.min(atMost, size - below), size));
  };
}

/** How many of ascending numbers are below a value, or at most it. */
function placeOf(ascending: Float64Array, value: number, inclusive: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value || (inclusive && ascending[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function levelShare({ rows, nulls, levels, counts, once }: LevelSketch): (value: unknown) => number {
  const rarerThan = (count: number): number =>
    counts.reduce((sum, n) => sum + (n <= count ? n : 0), nulls > 0 && nulls <= count ? nulls : 0);
  const shares = new Map(levels.map((level, k) => [level, smoothed(rarerThan(counts[k]), rows)]));
  const empty = smoothed(nulls === 0 ? 0 : rarerThan(nulls), rows);
  const other = smoothed(once, rows);
  return (value) => (value === null || value === undefined ? empty : (shares.get(String(value)) ?? other));
}
