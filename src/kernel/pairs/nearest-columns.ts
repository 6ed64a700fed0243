import { askedAtOnce, gathered, type FoundColumns } from './found.js';
import type { PairsRun } from './gram-inverse.js';
import { LENGTHS, NEAREST } from './layout.js';
import type { SparseLines } from './room.js';
import { openStage } from './stage.js';

/** How alike two columns are: their product by the product of their lengths, or as it is. */
export interface Likeness {
  readonly by: 'cosine' | 'product';
  /** Added to the product of the lengths, so that columns with little in them are less alike. */
  readonly shrink: number;
}

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
): Promise<FoundColumns> {
  const size = lines.columns;
  const kept = Math.max(1, Math.min(most, size - 1));
  const atOnce = askedAtOnce(size, kept);
  const stage = openStage(lines, columns, { dense: false, found: atOnce * kept }, signal, threads, kernels);
  stage.views.f64.set(lengthsOf(columns), stage.room.words[LENGTHS] >>> 3);
  const found = await gathered(stage, size, kept, atOnce, async (first, until) => {
    progress?.('neighbours', first, size);
    await stage.run(NEAREST, first, until, { words: [kept, first, by === 'product' ? 1 : 0], doubles: [shrink] });
  });
  progress?.('neighbours', size, size);
  return found;
}

const lengthsOf = ({ lines, start, value }: SparseLines): Float64Array =>
  Float64Array.from({ length: lines }, (_, i) => {
    let square = 0;
    for (let e = start[i]; e < start[i + 1]; e++) square += value[e] ** 2;
    return Math.sqrt(square);
  });
