import type { Points, Space } from '../mixed/space.js';

/** Training rows as a linear solver sees them: products with a vector of weights whose entry 0 belongs to the bias, a column of ones. */
export interface RowSource {
  /** Number of weights, the bias included. */
  readonly width: number;
  /** Sum of weight × entry of a row. */
  times(row: number, weights: Float64Array): number;
  /** Adds `scale` × the row to the weights. */
  addTo(row: number, scale: number, weights: Float64Array): void;
  /** Squared length of a row. */
  squared(row: number): number;
  /** Multiplications of one product. */
  readonly cost: number;
}

/** Weights before those of each code column, in order; and last their total. Weight 0 is the bias, then come the numbers. */
export function weightStarts({ numbers, levels }: Space): Int32Array {
  const starts = new Int32Array(levels.length + 1);
  starts[0] = 1 + numbers.length;
  levels.forEach((count, c) => (starts[c + 1] = starts[c] + count + 1));
  return starts;
}

/** Points with one weight per number and one per code, as one-hot columns have them. */
export function mixedRows(space: Space, { numbers, codes }: Points): RowSource {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const starts = weightStarts(space);
  return {
    width: starts[codeWidth],
    cost: 2 + width + 2 * codeWidth,
    times(row, weights) {
      let sum = weights[0];
      for (let c = 0, at = row * width; c < width; c++, at++) sum += weights[1 + c] * numbers[at];
      for (let c = 0, at = row * codeWidth; c < codeWidth; c++, at++) sum += weights[starts[c] + codes[at]];
      return sum;
    },
    addTo(row, scale, weights) {
      weights[0] += scale;
      for (let c = 0, at = row * width; c < width; c++, at++) weights[1 + c] += scale * numbers[at];
      for (let c = 0, at = row * codeWidth; c < codeWidth; c++, at++) weights[starts[c] + codes[at]] += scale;
    },
    squared(row) {
      let sum = 1 + codeWidth;
      for (let c = 0, at = row * width; c < width; c++, at++) sum += numbers[at] * numbers[at];
      return sum;
    },
  };
}

/** Rows of `count` features each. */
export function denseRows(features: Float32Array, count: number): RowSource {
  return {
    width: count + 1,
    cost: count + 1,
    times(row, weights) {
      let sum = weights[0];
      for (let c = 0, at = row * count; c < count; c++, at++) sum += weights[1 + c] * features[at];
      return sum;
    },
    addTo(row, scale, weights) {
      weights[0] += scale;
      for (let c = 0, at = row * count; c < count; c++, at++) weights[1 + c] += scale * features[at];
    },
    squared(row) {
      let sum = 1;
      for (let c = 0, at = row * count; c < count; c++, at++) sum += features[at] * features[at];
      return sum;
    },
  };
}
