import { FOUND_COLUMN, FOUND_VALUE } from './layout.js';
import type { Stage } from './stage.js';

/** Of each column some others, in the order of their numbers, each with a value. */
export interface FoundColumns {
  /** Columns + 1. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** So many found columns are held at once. */
const FOUND = 2 ** 20;

/** How many of the columns can be asked at once when each may find so many. */
export const askedAtOnce = (columns: number, most: number): number => Math.max(1, Math.min(columns, Math.floor(FOUND / Math.max(1, most))));

/** Asks for all columns, `atOnce` at a time, and gathers what is found for each: at most `most`, ended by −1 where there are fewer. */
export async function gathered(
  { room, views }: Stage,
  columns: number,
  most: number,
  atOnce: number,
  ask: (first: number, until: number) => Promise<void>,
): Promise<FoundColumns> {
  const [foundAt, valueAt] = [room.words[FOUND_COLUMN] >>> 2, room.words[FOUND_VALUE] >>> 3];
  const start = new Int32Array(columns + 1);
  const parts: (readonly [Int32Array, Float64Array])[] = [];
  for (let first = 0; first < columns; first += atOnce) {
    const until = Math.min(columns, first + atOnce);
    await ask(first, until);
    for (let j = first; j < until; j++) {
      const place = (j - first) * most;
      const found = views.i32.subarray(foundAt + place, foundAt + place + most);
      const end = found.indexOf(-1);
      const order = Uint32Array.from({ length: end < 0 ? most : end }, (_, at) => at).toSorted((a, b) => found[a] - found[b]);
      parts.push([Int32Array.from(order, (at) => found[at]), Float64Array.from(order, (at) => views.f64[valueAt + place + at])]);
      start[j + 1] = start[j] + order.length;
    }
  }
  const out = { start, column: new Int32Array(start[columns]), value: new Float64Array(start[columns]) };
  parts.forEach(([column, value], j) => {
    out.column.set(column, start[j]);
    out.value.set(value, start[j]);
  });
  return out;
}
