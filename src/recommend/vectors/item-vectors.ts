/** A vector of length 1 (or 0, where nothing is known) per item: items are as alike as their vectors' product. */
export interface ItemVectors {
  readonly items: number;
  readonly width: number;
  /** Items × width. */
  readonly values: Float32Array;
}

/** How alike two items are, from 0 (not at all, or opposite) to 1. */
export function likeness({ width, values }: ItemVectors, a: number, b: number): number {
  let sum = 0;
  for (let d = 0, i = a * width, j = b * width; d < width; d++) sum += values[i + d] * values[j + d];
  return sum > 0 ? sum : 0;
}

/** Vectors of length 1 in the directions of given ones, items × width; those of no length stay so. */
export function unitVectors(values: Float64Array | Float32Array, width: number): ItemVectors {
  const items = values.length / width;
  const out = new Float32Array(values.length);
  for (let i = 0; i < items; i++) {
    let square = 0;
    for (let d = 0; d < width; d++) square += values[i * width + d] ** 2;
    const length = Math.sqrt(square);
    if (square > 0) for (let d = 0; d < width; d++) out[i * width + d] = values[i * width + d] / length;
  }
  return { items, width, values: out };
}
