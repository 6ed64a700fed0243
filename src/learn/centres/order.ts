/**
 * Segments in an order that does not depend on where the search began: the most rows first, equals by their centres, coordinate by
 * coordinate. `sizes` are rows or weights of each.
 */
export function segmentOrder(centres: Float64Array, sizes: ArrayLike<number>): readonly number[] {
  const dims = centres.length / sizes.length;
  return Array.from({ length: sizes.length }, (_, k) => k).toSorted(
    (a, b) => sizes[b] - sizes[a] || compare(centres.subarray(a * dims, (a + 1) * dims), centres.subarray(b * dims, (b + 1) * dims)),
  );
}

/** Centres in that order. */
export function orderedCentres(centres: Float64Array, sizes: ArrayLike<number>): Float64Array {
  const dims = centres.length / sizes.length;
  const out = new Float64Array(centres.length);
  segmentOrder(centres, sizes).forEach((k, at) => out.set(centres.subarray(k * dims, (k + 1) * dims), at * dims));
  return out;
}

function compare(a: Float64Array, b: Float64Array): number {
  const at = a.findIndex((value, d) => value !== b[d]);
  return at < 0 ? 0 : a[at] - b[at];
}
