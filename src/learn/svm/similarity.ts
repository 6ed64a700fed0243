import type { Points, Space } from '../mixed/space.js';
import { differs, UNEQUAL } from '../mixed/unequal.js';

/** The rbf kernel of point i of `a` and point j of `b`: exp(−gamma × squared distance), 1 for equal points. */
export function similarity(space: Space, a: Points, i: number, b: Points, j: number, gamma: number): number {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  let sum = 0;
  for (let c = 0, p = i * width, q = j * width; c < width; c++, p++, q++) {
    const gap = a.numbers[p] - b.numbers[q];
    sum += gap * gap;
  }
  let unequal = 0;
  for (let c = 0, p = i * codeWidth, q = j * codeWidth; c < codeWidth; c++, p++, q++) unequal += differs(a.codes[p], b.codes[q]);
  return Math.exp(-gamma * (sum + UNEQUAL * unequal));
}

/**
 * 1 / (columns × variance of all entries) of the points with one-hot codes: scikit-learn's gamma "scale". Columns that are the same in
 * all rows are no columns; 1 when there are none.
 */
export function gammaOf(space: Space, points: Points): number {
  const { rows, numbers, codes } = points;
  const codeWidth = space.codes.length;
  let [columns, sum, squares] = [space.deviation.filter((d) => d > 0).length, 0, 0];
  for (const value of numbers) {
    sum += value;
    squares += value * value;
  }
  for (let c = 0; c < codeWidth; c++) {
    const seen = new Uint8Array(space.levels[c] + 1);
    for (let i = 0; i < rows; i++) seen[codes[i * codeWidth + c]] = 1;
    const occurring = seen.reduce((count, one) => count + one, 0);
    if (occurring < 2) continue;
    columns += occurring;
    sum += rows;
    squares += rows;
  }
  const entries = rows * columns;
  const variance = squares / entries - (sum / entries) ** 2;
  return variance > 0 ? 1 / (columns * variance) : 1;
}
