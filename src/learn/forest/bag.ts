import type { Random } from '../../core/index.js';

/** Draws the rows of one tree: writes each row's weight in it (0: left out). */
export type DrawBag = (draws: Random, bag: Float64Array) => void;

/**
 * The bags of a forest. With `bootstrap`, `size` rows are drawn with replacement, in proportion to their weights, and a row's weight in
 * the tree is how often it was drawn (Breiman 2001); otherwise `size` rows are drawn without replacement and keep their weights.
 */
export function bags(rows: number, size: number, bootstrap: boolean, weights: Float64Array | undefined): DrawBag {
  if (!bootstrap) return (draws, bag) => drawWithout(rows, size, weights, draws, bag);
  if (weights === undefined) {
    return (draws, bag) => {
      bag.fill(0);
      for (let i = 0; i < size; i++) bag[Math.floor(draws.uniform() * rows)]++;
    };
  }
  const upTo = new Float64Array(rows);
  weights.reduce((sum, weight, row) => (upTo[row] = sum + weight), 0);
  return (draws, bag) => {
    bag.fill(0);
    for (let i = 0; i < size; i++) bag[placeOf(upTo, draws.uniform() * upTo[rows - 1])]++;
  };
}

/** Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S). */
function drawWithout(rows: number, size: number, weights: Float64Array | undefined, draws: Random, bag: Float64Array): void {
  let due = size;
  for (let row = 0; row < rows; row++) {
    const isTaken = size === rows || draws.uniform() * (rows - row) < due;
    if (isTaken) due--;
    bag[row] = isTaken ? (weights === undefined ? 1 : weights[row]) : 0;
  }
}

/** The first row whose running total is above `point`. */
function placeOf(upTo: Float64Array, point: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle] > point) high = middle;
    else low = middle + 1;
  }
  return low;
}
