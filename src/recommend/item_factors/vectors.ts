/** Items as vectors. */
export interface ItemVectors {
  readonly items: number;
  readonly factors: number;
  /** Items × factors. */
  readonly factor: Float32Array;
  /** What an item scores whoever asks; absent: nothing. */
  readonly own?: Float32Array;
}

/** A history as a vector. */
export interface FoldedHistory {
  readonly vector: Float64Array;
  /** The part of the vector that no entry of the history is the reason of; absent: none. */
  readonly given?: Float64Array;
  /** Per entry of the history, what it adds to the product of the vector with a line: with what is given, that product. */
  shares(line: Float64Array): Float64Array;
}

/** The vector of an item. */
export const lineOf = ({ factor, factors }: ItemVectors, item: number): Float32Array =>
  factor.subarray(item * factors, (item + 1) * factors);

/** The sum of the products of two lists. */
export function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
