import { symmetricEigen } from './symmetric-eigen.js';

/** The directions along which rows are largest, the largest first. */
export interface Directions {
  /** A unit vector per direction, line after line, a number per column. */
  readonly weights: Float64Array;
  /** Sum of squares of the rows along each direction. */
  readonly squares: Float64Array;
  /** Share of the sum of squares of all rows, 0 … 1; 0 each when all are zero. */
  readonly shares: Float64Array;
}

/**
 * The first `count` right singular vectors of rows from the products of their columns, a symmetric square line after line (C. Eckart & G. Young,
 * Psychometrika 1936). Of centred rows they are the principal components. A column whose squares overflow takes no part. In each vector the weight of
 * the greatest size is positive.
 */
export function directionsOf(products: Float64Array, width: number, count: number): Directions {
  const isFinite = Array.from({ length: width }, (_, j) => Number.isFinite(products[j * width + j]));
  const square = products.map((value, at) => (isFinite[at % width] && isFinite[Math.floor(at / width)] ? value : 0));
  const { values, vectors } = symmetricEigen(square, width);
  const squares = values.map((value) => Math.max(0, value));
  const total = squares.reduce((sum, value) => sum + value, 0);
  const kept = Math.min(count, width);
  return {
    weights: vectors.slice(0, kept * width),
    squares: squares.slice(0, kept),
    shares: squares.slice(0, kept).map((value) => (total > 0 ? value / total : 0)),
  };
}
