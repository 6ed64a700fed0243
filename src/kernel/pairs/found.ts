import { FOUND_COLUMN, FOUND_STRIDE, FOUND_VALUE } from './layout.js';
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

/** Asks for all columns, `atOnce` at a time, and gathers what is found for each: at most `most`, ascending, ended by −1 where there are fewer. */
export async function gathered(
  { room, views }: Stage,
  columns: number,
  most: number,
  atOnce: number,
  ask: (first: number, until: number) => Promise<void>,
): Promise<FoundColumns> {
  const [foundAt, valueAt, stride] = [room.words[FOUND_COLUMN] >>> 2, room.words[FOUND_VALUE] >>> 3, room.words[FOUND_STRIDE]];
  const start = new Int32Array(columns + 1);
  const parts: FoundColumns[] = [];
  for (let first = 0; first < columns; first += atOnce) {
    const until = Math.min(columns, first + atOnce);
    await ask(first, until);
    for (let j = first; j < until; j++) {
      const place = foundAt + (j - first) * stride;
      const end = views.i32.subarray(place, place + most).indexOf(-1);
      start[j + 1] = start[j] + (end < 0 ? most : end);
    }
    const part = { start, column: new Int32Array(start[until] - start[first]), value: new Float64Array(start[until] - start[first]) };
    for (let j = first; j < until; j++) {
      const [place, size, to] = [(j - first) * stride, start[j + 1] - start[j], start[j] - start[first]];
      part.column.set(views.i32.subarray(foundAt + place, foundAt + place + size), to);
      part.value.set(views.f64.subarray(valueAt + place, valueAt + place + size), to);
    }
    parts.push(part);
  }
  if (parts.length === 1) return parts[0];
  const out = { start, column: new Int32Array(start[columns]), value: new Float64Array(start[columns]) };
  let to = 0;
  for (const { column, value } of parts) {
    out.column.set(column, to);
    out.value.set(value, to);
    to += column.length;
  }
  return out;
}
