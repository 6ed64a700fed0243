import type { BinnedColumn } from './columns.js';
import type { Criterion, NodeRows } from './criterion.js';
import { orderBins } from './order-bins.js';
import { keepGroup, keepThreshold, type Split } from './split.js';

/** The open node and the room for searching it. Sums are of weight, and of weight × answer. */
interface Sums {
  readonly y: Float64Array;
  /** Weight and weight × answer of row r at `2r` and `2r + 1`. */
  readonly pairs: Float64Array;
  /** The same of bin b; zero between searches. */
  readonly cells: Float64Array;
  /** One bit per bin with rows in it; zero between searches. */
  readonly seen: Int32Array;
  readonly order: Int32Array;
  readonly keys: Float64Array;
  readonly leastLeaf: number;
  weight: number;
  sum: number;
  leftWeight: number;
}

/**
 * Tells means apart: the score of a split is Σ over its sides of (Σ w y)² / Σ w, which is highest where the variance within the sides is
 * least (Breiman et al., "Classification and regression trees", 1984). For answers 0 and 1 it orders splits as Gini's impurity does. A
 * search costs one visit per row and one per bin with rows in it.
 */
export function meanCriterion(y: Float64Array, widest: number, leastLeaf: number): Criterion {
  const s: Sums = {
    y,
    pairs: new Float64Array(2 * y.length),
    cells: new Float64Array(2 * widest),
    seen: new Int32Array((widest + 31) >> 5),
    order: new Int32Array(widest),
    keys: new Float64Array(widest),
    leastLeaf: leastLeaf > 1 ? leastLeaf : Number.MIN_VALUE,
    weight: 0,
    sum: 0,
    leftWeight: 0,
  };
  return {
    outputs: 1,
    weight: () => s.weight,
    plant: (weights) => plant(s, weights),
    open: (node) => open(s, node),
    search: (column, index, node, split) => {
      addRows(s, column.codes, node);
      return column.isCategory ? searchGroups(s, index, split) : searchBins(s, column, index, split);
    },
    score: (column, node, goesLeft) => score(s, column.codes, node, goesLeft),
    leftWeight: () => s.leftWeight,
    leaf: (out, at) => {
      out[at] = s.sum / s.weight;
    },
  };
}

function plant({ y, pairs }: Sums, weights: Float64Array): void {
  for (let row = 0; row < y.length; row++) {
    pairs[2 * row] = weights[row];
    pairs[2 * row + 1] = weights[row] * y[row];
  }
}

function open(s: Sums, { rows, from, to }: NodeRows): boolean {
  const { y, pairs } = s;
  let weight = 0;
  let sum = 0;
  let same = true;
  const first = y[rows[from]];
  for (let i = from; i < to; i++) {
    const row = rows[i];
    weight += pairs[2 * row];
    sum += pairs[2 * row + 1];
    if (y[row] !== first) same = false;
  }
  s.weight = weight;
  s.sum = sum;
  return same;
}

function addRows({ pairs, cells, seen }: Sums, codes: Uint16Array, { rows, from, to }: NodeRows): void {
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const bin = codes[row];
    cells[2 * bin] += pairs[2 * row];
    cells[2 * bin + 1] += pairs[2 * row + 1];
    seen[bin >> 5] |= 1 << (bin & 31);
  }
}

/** Tries a threshold between each two neighbouring bins with rows, missing values on either side; last, known from missing values. */
function searchBins(s: Sums, column: BinnedColumn, index: number, split: Split): boolean {
  const { cells, seen, leastLeaf } = s;
  const missing = takeMissing(s, column.missing);
  const missingSum = missing > 0 ? cells[2 * column.missing + 1] : 0;
  if (missing > 0) cells[2 * column.missing] = cells[2 * column.missing + 1] = 0;
  let weight = 0;
  let sum = 0;
  let last = -1;
  let splittable = false;
  for (let word = 0; word < seen.length; word++) {
    let bits = seen[word];
    if (bits === 0) continue;
    seen[word] = 0;
    do {
      const bin = (word << 5) + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      if (last >= 0) {
        splittable = true;
        const rest = s.weight - weight;
        const restSum = s.sum - sum;
        if (weight >= leastLeaf && rest >= leastLeaf) {
          const score = (sum * sum) / weight + (restSum * restSum) / rest;
          if (score > split.score) keepThreshold(split, score, index, last, bin, false, missing > 0);
        }
        if (missing > 0 && weight + missing >= leastLeaf && rest - missing >= leastLeaf) {
          const score = (sum + missingSum) ** 2 / (weight + missing) + (restSum - missingSum) ** 2 / (rest - missing);
          if (score > split.score) keepThreshold(split, score, index, last, bin, true, true);
        }
      }
      weight += cells[2 * bin];
      sum += cells[2 * bin + 1];
      cells[2 * bin] = cells[2 * bin + 1] = 0;
      last = bin;
    } while (bits !== 0);
  }
  if (!(missing > 0) || last < 0) return splittable;
  if (weight >= leastLeaf && missing >= leastLeaf) {
    const score = (sum * sum) / weight + (missingSum * missingSum) / missing;
    if (score > split.score) keepThreshold(split, score, index, last, column.missing, false, true);
  }
  return true;
}

/** Weight of the rows whose value is missing; takes their bit away. */
function takeMissing({ cells, seen }: Sums, bin: number): number {
  if (bin < 0) return 0;
  seen[bin >> 5] &= ~(1 << (bin & 31));
  return cells[2 * bin];
}

/** Tries the prefixes of the levels in the order of their means, one of which is the best group of all (Breiman et al. 1984, 4.2.2). */
function searchGroups(s: Sums, index: number, split: Split): boolean {
  const { cells, order, keys, leastLeaf } = s;
  const present = presentBins(s);
  for (let i = 0; i < present; i++) keys[order[i]] = cells[2 * order[i] + 1] / cells[2 * order[i]];
  orderBins(order, present, keys);
  let weight = 0;
  let sum = 0;
  let cut = 0;
  for (let i = 0; i < present; i++) {
    const bin = order[i];
    weight += cells[2 * bin];
    sum += cells[2 * bin + 1];
    cells[2 * bin] = cells[2 * bin + 1] = 0;
    if (i === present - 1) break;
    const rest = s.weight - weight;
    if (weight < leastLeaf || rest < leastLeaf) continue;
    const score = (sum * sum) / weight + (s.sum - sum) ** 2 / rest;
    if (score <= split.score) continue;
    split.score = score;
    split.column = index;
    split.cutIsSmaller = weight < rest;
    cut = i + 1;
  }
  if (cut > 0) keepGroup(split, order, present, cut);
  return present > 1;
}

/** Writes the bins with rows to `order`, ascending, and clears their bits; returns how many. */
function presentBins({ seen, order }: Sums): number {
  let present = 0;
  for (let word = 0; word < seen.length; word++) {
    for (let bits = seen[word]; bits !== 0; bits &= bits - 1) order[present++] = (word << 5) + 31 - Math.clz32(bits & -bits);
    seen[word] = 0;
  }
  return present;
}

function score(s: Sums, codes: Uint16Array, { rows, from, to }: NodeRows, goesLeft: Uint8Array): number {
  const { pairs, leastLeaf } = s;
  let weight = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const isLeft = goesLeft[codes[row]];
    weight += isLeft * pairs[2 * row];
    sum += isLeft * pairs[2 * row + 1];
  }
  s.leftWeight = weight;
  const rest = s.weight - weight;
  if (weight < leastLeaf || rest < leastLeaf) return -Infinity;
  return (sum * sum) / weight + (s.sum - sum) ** 2 / rest;
}
