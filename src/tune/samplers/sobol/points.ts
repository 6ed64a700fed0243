import { directions } from './directions.js';

const BITS = 32;
/** Dimensions that the table reaches. */
export const SOBOL_DIMENSIONS = directions.length + 1;

const columns = new Map<number, Uint32Array>();

/** The direction numbers of a dimension, counted from 0: bit b of a point's number turns on entry b. */
function columnOf(dimension: number): Uint32Array {
  const known = columns.get(dimension);
  if (known) return known;
  const v = new Uint32Array(BITS);
  if (dimension === 0) for (let b = 0; b < BITS; b++) v[b] = 2 ** (BITS - 1 - b);
  else fill(v, directions[dimension - 1]);
  columns.set(dimension, v);
  return v;
}

function fill(v: Uint32Array, [poly, ...first]: readonly number[]): void {
  const degree = first.length;
  for (let b = 0; b < BITS; b++) {
    if (b < degree) {
      v[b] = first[b] * 2 ** (BITS - 1 - b);
      continue;
    }
    let next = v[b - degree] ^ (v[b - degree] >>> degree);
    for (let k = 1; k < degree; k++) if ((poly >>> (degree - k)) & 1) next ^= v[b - k];
    v[b] = next;
  }
}

/**
 * One coordinate of a point of Sobol's sequence, in [0, 1): number from 0, below 2^32, in the order of Gray's code (Antonov and Saleev, 1979).
 * `shift` is 32 random bits that move every point alike (a digital shift), 0 for none.
 */
export function sobolAt(number: number, dimension: number, shift: number): number {
  const v = columnOf(dimension);
  let gray = (number ^ (number >>> 1)) >>> 0;
  let bits = shift;
  for (let b = 0; gray !== 0; b++, gray >>>= 1) if (gray & 1) bits ^= v[b];
  return (bits >>> 0) / 4294967296;
}
