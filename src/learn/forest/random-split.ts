import type { Random } from '../../core/index.js';
import { numberBinner } from '../gbdt/number-binner.js';
import type { BinnedColumn } from './columns.js';
import type { Criterion, NodeRows } from './criterion.js';
import { markLeft, type Split } from './split.js';

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
export function randomSplit(criterion: Criterion, columns: readonly BinnedColumn[], draft: Split, goesLeft: Uint8Array): Search {
  const binners = columns.map(({ bins }) => (bins.kind === 'number' ? numberBinner(bins.bounds) : () => 0));
  const seen = new Uint8Array(goesLeft.length);
  return (column, index, node, split, draws) => {
    const isSplit = column.isCategory
      ? drawGroup(column, node, draft, draws, seen)
      : drawThreshold(column, binners[index], node, draft, draws);
    if (!isSplit) return false;
    draft.column = index;
    markLeft(draft, column, goesLeft);
    draft.score = criterion.score(column, node, goesLeft);
    if (draft.score > split.score) take(split, draft, column.isCategory && 2 * criterion.leftWeight() < criterion.weight());
    return true;
  };
}

function take(split: Split, draft: Split, leftIsSmaller: boolean): void {
  const { score, column, bin, missingLeft, missingSeen, present, cut, order } = draft;
  Object.assign(split, { score, column, bin, missingLeft, missingSeen, present, cut });
  for (let i = 0; i < present; i++) split.order[i] = order[i];
  split.cutIsSmaller = leftIsSmaller;
}

function drawThreshold(column: BinnedColumn, binOf: (value: number) => number, node: NodeRows, draft: Split, draws: Random): boolean {
  const { codes, lows, missing } = column;
  const { rows, from, to } = node;
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
  draft.missingLeft = draft.missingSeen && draws.int(2) === 1;
  if (high < 0 || (low === high && !draft.missingSeen)) return false;
  if (low === high) {
    draft.missingLeft = false;
    draft.bin = missing - 1;
    return true;
  }
  const share = draws.uniform();
  draft.bin = Math.max(low, Math.min(high - 1, binOf(lows[low] * (1 - share) + lows[high] * share)));
  return true;
}

/** Sends each level of the node to a side by a coin, and draws again while a side has none. */
function drawGroup({ codes, bins }: BinnedColumn, { rows, from, to }: NodeRows, draft: Split, draws: Random, seen: Uint8Array): boolean {
  seen.fill(0, 0, bins.size);
  for (let i = from; i < to; i++) seen[codes[rows[i]]] = 1;
  const { order } = draft;
  let present = 0;
  for (let bin = 0; bin < bins.size; bin++) if (seen[bin] === 1) order[present++] = bin;
  draft.present = present;
  if (present < 2) return false;
  draft.cutIsSmaller = true;
  do {
    draft.cut = 0;
    for (let i = 0; i < present; i++) {
      if (draws.int(2) === 0) continue;
      const bin = order[i];
      order[i] = order[draft.cut];
      order[draft.cut++] = bin;
    }
  } while (draft.cut === 0 || draft.cut === present);
  return true;
}
