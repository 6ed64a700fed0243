import type { BinnedColumn } from './columns.js';
import type { Criterion, NodeRows } from './criterion.js';
import { orderBins } from './order-bins.js';
import { keepGroup, keepThreshold, type Split } from './split.js';

/** The open node and the room for searching it. Cell `b × classes + k` holds the weight of class k in bin b. */
interface Counts {
  readonly classes: number;
  readonly y: Uint16Array;
  readonly weights: Float64Array;
  /** Zero between searches. */
  readonly cells: Float64Array;
  /** One bit per cell with rows in it, and one per word of these bits; zero between searches. */
  readonly seen: Int32Array;
  readonly seenWords: Int32Array;
  readonly list: Int32Array;
  readonly order: Int32Array;
  readonly keys: Float64Array;
  readonly left: Float64Array;
  readonly missing: Float64Array;
  readonly total: Float64Array;
  readonly leastLeaf: number;
  weight: number;
  leftWeight: number;
}

/**
 * Tells classes apart: the score of a split is Σ over its sides of Σ_k (weight of class k)² / weight, which is highest where Gini's
 * impurity within the sides is least (Breiman et al., "Classification and regression trees", 1984). A search costs one visit per row and
 * one per bin and class that occur together.
 */
export function classCriterion(y: Float64Array, classes: number, widest: number, leastLeaf: number): Criterion {
  const cells = widest * classes;
  const words = (cells + 31) >> 5;
  const c: Counts = {
    classes,
    y: Uint16Array.from(y),
    weights: new Float64Array(y.length),
    cells: new Float64Array(cells),
    seen: new Int32Array(words),
    seenWords: new Int32Array((words + 31) >> 5),
    list: new Int32Array(cells),
    order: new Int32Array(widest),
    keys: new Float64Array(widest),
    left: new Float64Array(classes),
    missing: new Float64Array(classes),
    total: new Float64Array(classes),
    leastLeaf: leastLeaf > 1 ? leastLeaf : Number.MIN_VALUE,
    weight: 0,
    leftWeight: 0,
  };
  return {
    outputs: classes,
    weight: () => c.weight,
    plant: (weights) => c.weights.set(weights),
    open: (node) => open(c, node),
    search: (column, index, node, split) => {
      addRows(c, column.codes, node);
      return column.isCategory ? searchGroups(c, index, split) : searchBins(c, column, index, split);
    },
    score: (column, node, goesLeft) => score(c, column.codes, node, goesLeft),
    leftWeight: () => c.leftWeight,
    leaf: (out, at) => {
      for (let k = 0; k < classes; k++) out[at + k] = c.total[k] / c.weight;
    },
  };
}

function open(c: Counts, { rows, from, to }: NodeRows): boolean {
  const { y, weights, total } = c;
  total.fill(0);
  let weight = 0;
  let same = true;
  const first = y[rows[from]];
  for (let i = from; i < to; i++) {
    const row = rows[i];
    weight += weights[row];
    total[y[row]] += weights[row];
    if (y[row] !== first) same = false;
  }
  c.weight = weight;
  return same;
}

function addRows({ classes, y, weights, cells, seen, seenWords }: Counts, codes: Uint16Array, { rows, from, to }: NodeRows): void {
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const cell = codes[row] * classes + y[row];
    cells[cell] += weights[row];
    seen[cell >> 5] |= 1 << (cell & 31);
    seenWords[cell >> 10] |= 1 << ((cell >> 5) & 31);
  }
}

/** Writes the cells with rows to `list`, ascending, and clears their bits; returns how many. */
function takeCells({ seen, seenWords, list }: Counts): number {
  let count = 0;
  for (let high = 0; high < seenWords.length; high++) {
    for (let words = seenWords[high]; words !== 0; words &= words - 1) {
      const word = (high << 5) + 31 - Math.clz32(words & -words);
      for (let bits = seen[word]; bits !== 0; bits &= bits - 1) list[count++] = (word << 5) + 31 - Math.clz32(bits & -bits);
      seen[word] = 0;
    }
    seenWords[high] = 0;
  }
  return count;
}

/** Tries a threshold between each two neighbouring bins with rows, missing values on either side; last, known from missing values. */
function searchBins(c: Counts, column: BinnedColumn, index: number, split: Split): boolean {
  const { classes, cells, list, missing } = c;
  const count = takeCells(c);
  const known = takeMissing(c, column.missing, count);
  const missingSeen = known < count;
  const sides = openSides(c);
  let last = -1;
  for (let i = 0; i < known; i++) {
    const cell = list[i];
    const bin = (cell / classes) | 0;
    if (bin !== last && last >= 0) {
      if (plainScore(c, sides) > split.score) keepThreshold(split, plainScore(c, sides), index, last, bin, false, missingSeen);
      if (missingSeen && turnedScore(c, sides) > split.score) keepThreshold(split, turnedScore(c, sides), index, last, bin, true, true);
    }
    last = bin;
    moveLeft(c, sides, cell - bin * classes, cells[cell]);
    cells[cell] = 0;
  }
  if (missingSeen && last >= 0 && plainScore(c, sides) > split.score)
    keepThreshold(split, plainScore(c, sides), index, last, column.missing, false, true);
  const first = known > 0 ? (list[0] / classes) | 0 : last;
  missing.fill(0);
  return last !== first || (missingSeen && known > 0);
}

/** Takes the missing values, which come last, off the list: into `missing`. Returns how many cells are left. */
function takeMissing({ classes, cells, list, missing }: Counts, bin: number, count: number): number {
  let known = count;
  const firstMissing = bin < 0 ? Infinity : bin * classes;
  while (known > 0 && list[known - 1] >= firstMissing) {
    const cell = list[--known];
    missing[cell - bin * classes] = cells[cell];
    cells[cell] = 0;
  }
  return known;
}

/** Sums over the classes of a split whose left side grows: plain has the missing values right, turned has them left. */
interface Sides {
  weight: number;
  missingWeight: number;
  squares: number;
  restSquares: number;
  turnedSquares: number;
  turnedRestSquares: number;
}

function openSides({ left, missing, total }: Counts): Sides {
  const sides = { weight: 0, missingWeight: 0, squares: 0, restSquares: 0, turnedSquares: 0, turnedRestSquares: 0 };
  left.fill(0);
  for (let k = 0; k < total.length; k++) {
    sides.missingWeight += missing[k];
    sides.restSquares += total[k] * total[k];
    sides.turnedSquares += missing[k] * missing[k];
    sides.turnedRestSquares += (total[k] - missing[k]) ** 2;
  }
  return sides;
}

function moveLeft({ left, missing, total }: Counts, sides: Sides, k: number, weight: number): void {
  const rest = total[k] - left[k];
  sides.squares += weight * (2 * left[k] + weight);
  sides.restSquares += weight * (weight - 2 * rest);
  sides.turnedSquares += weight * (2 * (left[k] + missing[k]) + weight);
  sides.turnedRestSquares += weight * (weight - 2 * (rest - missing[k]));
  left[k] += weight;
  sides.weight += weight;
}

function plainScore(c: Counts, { weight, squares, restSquares }: Sides): number {
  const rest = c.weight - weight;
  return weight >= c.leastLeaf && rest >= c.leastLeaf ? squares / weight + restSquares / rest : -Infinity;
}

function turnedScore(c: Counts, sides: Sides): number {
  const weight = sides.weight + sides.missingWeight;
  const rest = c.weight - weight;
  return weight >= c.leastLeaf && rest >= c.leastLeaf ? sides.turnedSquares / weight + sides.turnedRestSquares / rest : -Infinity;
}

/** Tries the prefixes of the levels in the order of their share of the node's largest class: the best group for that class against all. */
function searchGroups(c: Counts, index: number, split: Split): boolean {
  const { classes, cells, order } = c;
  const present = orderLevels(c, takeCells(c));
  const sides = openSides(c);
  let cut = 0;
  for (let i = 0; i < present; i++) {
    for (let k = 0, cell = order[i] * classes; k < classes; k++, cell++) {
      if (cells[cell] > 0) moveLeft(c, sides, k, cells[cell]);
      cells[cell] = 0;
    }
    if (i === present - 1 || !(plainScore(c, sides) > split.score)) continue;
    split.score = plainScore(c, sides);
    split.column = index;
    split.cutIsSmaller = 2 * sides.weight < c.weight;
    cut = i + 1;
  }
  if (cut > 0) keepGroup(split, order, present, cut);
  return present > 1;
}

/** Writes the bins of the first `count` cells of the list to `order`, in the order of their share of the largest class. */
function orderLevels({ classes, cells, list, order, keys, total }: Counts, count: number): number {
  let largest = 0;
  for (let k = 1; k < classes; k++) if (total[k] > total[largest]) largest = k;
  let present = 0;
  let weight = 0;
  for (let i = 0; i < count; i++) {
    const bin = (list[i] / classes) | 0;
    if (present === 0 || order[present - 1] !== bin) {
      order[present++] = bin;
      weight = 0;
    }
    weight += cells[list[i]];
    keys[bin] = cells[bin * classes + largest] / weight;
  }
  orderBins(order, present, keys);
  return present;
}

function score(c: Counts, codes: Uint16Array, { rows, from, to }: NodeRows, goesLeft: Uint8Array): number {
  const { y, weights, left, total, leastLeaf, classes } = c;
  left.fill(0);
  let weight = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    if (goesLeft[codes[row]] === 0) continue;
    weight += weights[row];
    left[y[row]] += weights[row];
  }
  c.leftWeight = weight;
  const rest = c.weight - weight;
  if (weight < leastLeaf || rest < leastLeaf) return -Infinity;
  let squares = 0;
  let restSquares = 0;
  for (let k = 0; k < classes; k++) {
    squares += left[k] * left[k];
    restSquares += (total[k] - left[k]) ** 2;
  }
  return squares / weight + restSquares / rest;
}
