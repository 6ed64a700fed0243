import { LEAST_EXPECTED, type Contrast } from './contrast.js';
import type { LevelTable } from './level-table.js';
import { chiSquare } from './stats/chi-square.js';
import { binomialTail } from './stats/exact-tails.js';

/**
 * Whether the levels have kept their shares: Pearson's chi-square with the variance of a draw without replacement. Levels that are too rare for it count
 * together with the others; so do those near the end of a list that was cut off, for there chance has listed what it favoured.
 */
export function levelTest({ reference, window, n, m }: LevelTable): Contrast {
  if (n === 0 || m === 0) return { statistic: 0, df: 0 };
  const common = (both: number): boolean => (both * Math.min(n, m)) / (n + m) >= LEAST_EXPECTED;
  const least = surelyListed(reference);
  const cells: [number, number][] = [];
  const rest: [number, number] = [0, 0];
  for (let k = 0; k < reference.length; k++) {
    const both = reference[k] + window[k];
    if (k < reference.length - 1 && common(both) && (both * m) / (n + m) >= least) cells.push([reference[k], window[k]]);
    else {
      rest[0] += reference[k];
      rest[1] += window[k];
    }
  }
  if (common(rest[0] + rest[1]) || cells.length === 0) cells.push(rest);
  else addTo(smallest(cells), rest);
  const { statistic, df } = chiSquare(
    cells.map(([e]) => e),
    cells.map(([, a]) => a),
  );
  return { statistic: (statistic * (n + m - 1)) / (n + m), df };
}

/** Rows that a level must be expected to have in the reference to be on its list whatever chance did: four standard deviations above the last one listed. */
function surelyListed(reference: Float64Array): number {
  const last = reference[reference.length - 2] ?? 0;
  return reference[reference.length - 1] > 0 ? last + 4 * Math.sqrt(last) : 0;
}

const smallest = (cells: readonly [number, number][]): [number, number] =>
  cells.reduce((least, cell) => (cell[0] + cell[1] < least[0] + least[1] ? cell : least));

function addTo(cell: [number, number], [e, a]: readonly [number, number]): void {
  cell[0] += e;
  cell[1] += a;
}

/**
 * How likely so many rows with levels that the reference has never seen are, when the next rows are like the last: the reference's own levels of one
 * row say how often a row brings a new one (Good, 1953), so of the rows of both kinds the window's are binomial with its share of all rows. Safe for a window that
 * is larger than the reference, where new levels run out.
 */
export const unseenTail = (unseen: number, n: number, once: number, m: number): number => binomialTail(unseen, unseen + once, n / (n + m));
