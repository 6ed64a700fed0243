import { mwError, type Random } from '../../core/index.js';
import { MOST_TRIED, type CentreSearch } from '../../kernel/index.js';
import type { Pace } from '../pace.js';

/** Rows between two looks at the clock. */
const BLOCK = 8192;

/**
 * Centres to begin with: each is drawn with a chance that grows with the squared distance from those before it; of 2 + ln k draws the one that
 * helps most is taken (k-means++, greedy: Arthur & Vassilvitskii, SODA 2007). Throws `MW_LEARN_SEGMENTS` when there are fewer
 * different rows than segments.
 */
export async function spreadCentres(search: CentreSearch, draw: Random, pace: Pace): Promise<Float64Array> {
  const { points, size, before } = search;
  const { dims, segments } = size;
  const centres = new Float64Array(segments * dims);
  const trials = 2 + Math.floor(Math.log(segments));
  before.fill(Infinity);
  for (let k = 0; k < segments; k++) {
    const tried = drawnRows(search, k === 0 ? 1 : trials, k, draw);
    const row = await takeBest(search, tried, pace);
    centres.set(points.subarray(row * dims, (row + 1) * dims), k * dims);
  }
  return centres;
}

/** Rows to try as the next centre. */
function drawnRows({ size, weights, before }: CentreSearch, count: number, k: number, draw: Random): readonly number[] {
  const { rows, weighted, segments } = size;
  if (k === 0 && !weighted) return [draw.int(rows)];
  const chances = k === 0 ? weights : weighted ? before.map((near, i) => near * weights[i]) : before;
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return Array.from({ length: count }, () => {
    const row = drawRow(chances, total, draw);
    if (row < 0) throw mwError('MW_LEARN_SEGMENTS', { segments, distinct: k });
    return row;
  });
}

/** A row, by chances that add up to `total`; −1 when all of them are 0. */
function drawRow(chances: Float64Array, total: number, draw: Random): number {
  let left = draw.uniform() * total;
  let last = -1;
  for (let i = 0; i < chances.length; i++) {
    if (chances[i] === 0) continue;
    last = i;
    left -= chances[i];
    if (left < 0) return i;
  }
  return last;
}

/** The row that leaves the least distance once it is a centre, of equals the first; what it leaves is written into `before`. */
async function takeBest(search: CentreSearch, tried: readonly number[], pace: Pace): Promise<number> {
  const { rows, dims } = search.size;
  let best: { readonly row: number; readonly total: number; readonly left: Float64Array } | undefined;
  for (let first = 0; first < tried.length; first += MOST_TRIED) {
    const own = tried.slice(first, first + MOST_TRIED);
    search.totals.fill(0);
    for (let from = 0; from < rows; from += BLOCK) {
      search.closer(from, Math.min(rows, from + BLOCK), own);
      await pace(BLOCK * dims);
    }
    const isLast = first + MOST_TRIED >= tried.length;
    for (const [t, row] of own.entries()) {
      if (best && search.totals[t] >= best.total) continue;
      best = { row, total: search.totals[t], left: search.left[t] };
    }
    if (!isLast && best) best = { ...best, left: best.left.slice() };
  }
  search.before.set(best!.left);
  return best!.row;
}
