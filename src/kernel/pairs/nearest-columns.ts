import { askedAtOnce, gathered, type FoundColumns } from './found.js';
import type { PairsRun } from './gram-inverse.js';
import { FOUND_COUNT, FOUND_EACH, GATHER, LENGTHS, LIMITS, NEAREST } from './layout.js';
import type { SparseLines } from './room.js';
import { openStage, type Stage } from './stage.js';
import { THREADS } from '../threads/layout.js';

/** How alike two columns are: their product by the product of their lengths, or as it is. */
export interface Likeness {
  readonly by: 'cosine' | 'product';
  /** Added to the product of the lengths, so that columns with little in them are less alike. */
  readonly shrink: number;
  /** Of the product of the lengths (default 1). */
  readonly power?: number;
}

/**
 * The `most` columns most alike each column, itself left out, among those whose product with it is above 0: of equal ones those that come first. Costs half
 * the sum over lines of the square of their entries, and 12 bytes for each neighbour and thread; entries are not negative. The same bits for any number of threads.
 */
export async function nearestColumns(
  lines: SparseLines,
  columns: SparseLines,
  most: number,
  { by, shrink, power = 1 }: Likeness,
  { signal, progress, threads, kernels }: PairsRun,
): Promise<FoundColumns> {
  const size = lines.columns;
  const kept = Math.max(1, Math.min(most, size - 1));
  const atOnce = askedAtOnce(size, kept);
  const stage = openStage(lines, columns, { dense: false, columns: atOnce, most: kept, apart: true }, signal, threads, kernels);
  stage.views.f64.set(lengthsOf(columns, power), stage.room.words[LENGTHS] >>> 3);
  const found = await gathered(stage, size, kept, atOnce, async (first, until) => {
    progress?.('neighbours', first, size);
    forget(stage, size, first, until);
    const given = { words: [kept, first, until, by === 'product' ? 1 : 0], doubles: [shrink] };
    await stage.run(NEAREST, first, until, given);
    await stage.run(GATHER, first, until, given);
  });
  progress?.('neighbours', size, size);
  return found;
}

/** Makes room for what the threads find for columns `first` to `until`, and for those alone. */
function forget({ room: { words }, views: { i32, f64 } }: Stage, columns: number, first: number, until: number): void {
  const [counts, limits] = [words[FOUND_COUNT] >>> 2, words[LIMITS] >>> 3];
  i32.fill(0, counts, counts + words[THREADS] * words[FOUND_EACH]);
  f64.fill(Infinity, limits, limits + columns).fill(0, limits + first, limits + until);
}

const lengthsOf = ({ lines, start, value }: SparseLines, power: number): Float64Array =>
  Float64Array.from({ length: lines }, (_, i) => {
    let square = 0;
    for (let e = start[i]; e < start[i + 1]; e++) square += value[e] ** 2;
    return power === 1 ? Math.sqrt(square) : square ** (power / 2);
  });
