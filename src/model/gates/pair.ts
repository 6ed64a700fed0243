/** Rows of two holdouts that are the same rows: positions in either, in the order of the first. */
export interface Pairing {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * Finds the rows that two versions both predicted without having seen them, by row number, so that their predictions can be
 * compared row by row. Only holdouts of the same data (equal fingerprints) may be paired; as a guard the truth `y` of every
 * common row must agree, otherwise there are no pairs. Time: linear in the rows.
 */
export function pairRows(
  a: { readonly row: Int32Array; readonly y: Float64Array },
  b: { readonly row: Int32Array; readonly y: Float64Array },
): Pairing {
  const place = new Map<number, number>();
  b.row.forEach((row, at) => place.set(row, at));
  const inA: number[] = [];
  const inB: number[] = [];
  for (const [at, row] of a.row.entries()) {
    const other = place.get(row);
    if (other === undefined) continue;
    if (a.y[at] !== b.y[other]) return { a: new Int32Array(), b: new Int32Array() };
    inA.push(at);
    inB.push(other);
  }
  return { a: Int32Array.from(inA), b: Int32Array.from(inB) };
}
