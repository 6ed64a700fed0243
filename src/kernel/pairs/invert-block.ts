/**
 * The inverse of a symmetric, positive definite matrix, in its place and in double precision; `undefined` where it is not positive definite, as far as numbers
 * of that size can tell. Sweeps one column after the other.
 */
export function invertBlock(a: Float64Array, size: number): Float64Array | undefined {
  const column = new Float64Array(size);
  for (let p = 0; p < size; p++) {
    const pivot = a[p * size + p];
    if (!(pivot > 0)) return undefined;
    for (let i = 0; i < size; i++) column[i] = i === p ? 0 : a[i * size + p];
    for (let i = 0; i < size; i++) {
      if (i === p) continue;
      const by = column[i] / pivot;
      const line = a.subarray(i * size, (i + 1) * size);
      for (let j = 0; j < size; j++) line[j] -= by * column[j];
      line[p] = by;
      a[p * size + i] = by;
    }
    a[p * size + p] = -1 / pivot;
  }
  for (let i = 0; i < a.length; i++) a[i] = -a[i];
  return a;
}
