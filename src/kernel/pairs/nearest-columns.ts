import type { PairsRun } from './gram-inverse.js';
import { FOUND_COLUMN, FOUND_VALUE, LENGTHS, NEAREST } from './layout.js';
import type { SparseLines } from './room.js';
import { openStage } from './stage.js';

/** Of each column its nearest ones, in the order of their numbers. */
export interface NearestColumns {
  /** Columns + 1. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** How alike two columns are: their product by the product of their lengths, or as it is. */
export interface Likeness {
  readonly by: 'cosine' | 'product';
  /** Added to the product of the lengths, so that columns with little in them are less alike. */
  readonly shrink: number;
}

/** So many found neighbours are held at once. */
const FOUND = 2 ** 20;

/**
 * The `most` columns most alike each column, itself left out, among those whose product with it is above 0: of equal ones those that come first. Costs the sum
 * over lines of the square of their entries; entries are not negative. The same bits for any number of threads.
 */
export async function nearestColumns(
  lines: SparseLines,
  columns: SparseLines,
  most: number,
  { by, shrink }: Likeness,
  { signal, progress, threads, kernels }: PairsRun,
): Promise<NearestColumns> {
  const size = lines.columns;
  const kept = Math.max(1, Math.min(most, size - 1));
  const atOnce = Math.max(1, Math.min(size, Math.floor(FOUND / kept)));
  const { room, views, run } = openStage(lines, columns, { dense: false, found: atOnce * kept }, signal, threads, kernels);
  views.f64.set(lengthsOf(columns), room.words[LENGTHS] >>> 3);
  const [foundAt, valueAt] = [room.words[FOUND_COLUMN] >>> 2, room.words[FOUND_VALUE] >>> 3];
  const start = new Int32Array(size + 1);
  const parts: (readonly [Int32Array, Float64Array])[] = [];
  for (let first = 0; first < size; first += atOnce) {
    progress?.('neighbours', first, size);
    const until = Math.min(size, first + atOnce);
    await run(NEAREST, first, until, { words: [kept, first, by === 'product' ? 1 : 0], doubles: [shrink] });
    for (let j = first; j < until; j++) {
      const place = (j - first) * kept;
      const found = views.i32.subarray(foundAt + place, foundAt + place + kept);
      const order = Uint32Array.from(found.keys())
        .toSorted((a, b) => found[a] - found[b])
        .filter((at) => found[at] >= 0);
      parts.push([Int32Array.from(order, (at) => found[at]), Float64Array.from(order, (at) => views.f64[valueAt + place + at])]);
      start[j + 1] = start[j] + order.length;
    }
  }
  const out = { start, column: new Int32Array(start[size]), value: new Float64Array(start[size]) };
  parts.forEach(([column, value], j) => {
    out.column.set(column, start[j]);
    out.value.set(value, start[j]);
  });
  progress?.('neighbours', size, size);
  return out;
}

const lengthsOf = ({ lines, start, value }: SparseLines): Float64Array =>
  Float64Array.from({ length: lines }, (_, i) => {
    let square = 0;
    for (let e = start[i]; e < start[i + 1]; e++) square += value[e] ** 2;
    return Math.sqrt(square);
  });
