import type { Random } from '../../core/index.js';
import type { BinnedColumn } from './columns.js';
import type { Criterion, NodeRows } from './criterion.js';
import { orderBins } from './order-bins.js';
import { copySplit, markLeft, type Split } from './split.js';

/** Looks for a split of the open node on a column, and records it if it beats `split`. Returns false when all its rows are in one bin. */
export type Search = (column: BinnedColumn, index: number, node: NodeRows, split: Split, draws: Random) => boolean;

/** The best split of a column: that of random forests. */
export const bestSplit =
  (criterion: Criterion): Search =>
  (column, index, node, split) =>
    criterion.search(column, index, node, split);

/**
 * One random split of a column (Geurts, Ernst and Wehenkel, "Extremely randomized trees", 2006): a threshold drawn evenly between the
 * least and the greatest value in the node, rounded to a bound between bins; missing values to a side drawn by a coin; of a category, a random
 * group of the node's levels.
 */
export function randomSplit(criterion: Criterion, draft: Split, goesLeft: Uint8Array): Search {
  const seen = new Uint8Array(goesLeft.length);
  return (column, index, node, split, draws) => {
    if (!(column.isCategory ? drawGroup(column, node, draft, draws, seen) : drawThreshold(column, node, draft, draws))) return false;
    draft.column = index;
    markLeft(draft, column, goesLeft);
    draft.score = criterion.score(column, node, goesLeft);
    draft.cutIsSmaller = 2 * criterion.leftWeight() < criterion.weight();
    if (draft.score > split.score) copySplit(draft, split);
    return true;
  };
}

function drawThreshold(column: BinnedColumn, { rows, from, to }: NodeRows, draft: Split, draws: Random): boolean {
  const { codes, lows, missing, binOf } = column;
  let low = 65_535;
  let high = -1;
  draft.missingSeen = false;
  for (let i = from; i < to; i++) {
    const bin = codes[rows[i]];
    if (bin === missing) draft.missingSeen = true;
    else {
      if (bin < low) low = bin;
      if (bin > high) high = bin;
    }
  }
  draft.present = 0;
  if (high < 0 || (low === high && !draft.missingSeen)) return false;
  if (low === high) {
    draft.missingLeft = false;
    draft.bin = low;
    draft.next = missing;
    return true;
  }
  const share = draws.uniform();
  draft.missingLeft = draft.missingSeen && draws.int(2) === 1;
  draft.bin = Math.max(low, Math.min(high - 1, binOf(lows[low] * (1 - share) + lows[high] * share)));
  draft.next = draft.bin + 1;
  return true;
}

/** Puts the levels of the node in the order of their means in all rows, and cuts at a random place between two of them. */
function drawGroup({ codes, means }: BinnedColumn, { rows, from, to }: NodeRows, draft: Split, draws: Random, seen: Uint8Array): boolean {
  const { order } = draft;
  let present = 0;
  for (let i = from; i < to; i++) {
    const bin = codes[rows[i]];
    if (seen[bin] === 1) continue;
    seen[bin] = 1;
    order[present++] = bin;
  }
  for (let i = 0; i < present; i++) seen[order[i]] = 0;
  draft.present = present;
  if (present < 2) return false;
  orderBins(order, present, means);
  draft.cut = 1 + draws.int(present - 1);
  draft.cutIsSmaller = true;
  return true;
}
