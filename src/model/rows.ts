/** The entries of some rows, in their order. */
export function pick<A extends Float64Array | Int32Array>(from: A, rows: Int32Array): A {
  const out = new (from.constructor as new (length: number) => A)(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = from[rows[i]];
  return out;
}

/** Every n-th of some rows, so that at most `most` are left. */
export function thinned(rows: Int32Array, most: number): Int32Array {
  const step = Math.ceil(rows.length / most);
  return rows.filter((_, i) => i % step === 0);
}

/** All row numbers: 0 … rows − 1. */
export const allRows = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, i) => i);
