import { placesFrom } from '../places.js';
import type { Views } from '../threads/views.js';
import {
  BLOCK,
  COLUMN_LINE,
  COLUMN_START,
  COLUMN_VALUE,
  COLUMNS,
  FOUND_COLUMN,
  FOUND_COUNT,
  FOUND_EACH,
  FOUND_STRIDE,
  FOUND_VALUE,
  FREE,
  LANES,
  LENGTHS,
  LIMITS,
  LINE_BYTES,
  LINE_COLUMN,
  LINE_START,
  LINE_VALUE,
  MATRIX,
  PIVOT,
  SAID,
  SCRATCH,
  SCRATCH_BYTES,
  WEIGHED,
  WIDTH,
} from './layout.js';
import { CONTROL, THREADS } from '../threads/layout.js';

/** A sparse matrix, line by line: columns ascending within a line, each at most once. */
export interface SparseLines {
  readonly lines: number;
  readonly columns: number;
  /** Lines + 1. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** What the memory is for: the dense matrix of all pairs or none, and so many others found for each of so many columns. */
export interface PairsNeed {
  readonly dense: boolean;
  readonly columns: number;
  readonly most: number;
  /** Whether each thread finds for all of them, up to twice as many, and what it finds is put together afterwards. */
  readonly apart: boolean;
}

/** Where everything lies: the control block's words, and how many bytes there are. */
export interface PairsRoom {
  readonly words: Readonly<Record<number, number>>;
  readonly width: number;
  /** Floats of a line of the dense matrix. */
  readonly line: number;
  readonly bytes: number;
}

/** Lays out the memory for so many threads. */
export function roomOf(
  { lines, columns, column }: SparseLines,
  { dense, columns: asked, most, apart }: PairsNeed,
  threads: number,
): PairsRoom {
  const width = Math.ceil(columns / LANES) * LANES;
  const line = lineOf(width);
  const blocks = dense ? Math.ceil(width / BLOCK) * BLOCK : 0;
  const [entries, side] = [column.length, 4 * BLOCK];
  const stride = apart ? 2 * most : most;
  const found = asked * stride * (apart ? threads : 1);
  const scratch = 64 * Math.ceil(columns / 4);
  const { take, end } = placesFrom(FREE);
  const words = {
    [THREADS]: threads,
    [COLUMNS]: columns,
    [WIDTH]: width,
    [LINE_BYTES]: 4 * line,
    [SCRATCH_BYTES]: scratch,
    [LINE_START]: take(4 * (lines + 1)),
    [LINE_COLUMN]: take(4 * entries),
    [LINE_VALUE]: take(8 * entries),
    [COLUMN_START]: take(4 * (columns + 1)),
    [COLUMN_LINE]: take(4 * entries),
    [COLUMN_VALUE]: take(8 * entries),
    [SCRATCH]: take(threads * scratch),
    [LENGTHS]: take(8 * columns),
    [FOUND_STRIDE]: stride,
    [FOUND_EACH]: asked,
    [FOUND_COLUMN]: take(4 * found),
    [FOUND_VALUE]: take(8 * found),
    [FOUND_COUNT]: take(apart ? 4 * threads * asked : 0),
    [LIMITS]: take(apart ? 8 * columns : 0),
    [PIVOT]: take(dense ? side * BLOCK : 0),
    [SAID]: take(side * blocks),
    [WEIGHED]: take(side * blocks),
    [MATRIX]: take(dense ? 4 * line * width : 0),
  };
  return { words, width, line, bytes: end() };
}

/** So many floats that lines under each other do not compete for the same places of a cache. */
const lineOf = (width: number): number => 16 * (2 * Math.floor(Math.ceil(width / 16) / 2) + 1);

/** Writes the control block and the sparse matrix, by lines and by columns. */
export function fillRoom({ words }: PairsRoom, { i32, f64 }: Views, lines: SparseLines, columns: SparseLines): void {
  for (const [word, value] of Object.entries(words)) i32[(CONTROL >>> 2) + Number(word)] = value;
  i32.set(lines.start, words[LINE_START] >>> 2);
  i32.set(lines.column, words[LINE_COLUMN] >>> 2);
  f64.set(lines.value, words[LINE_VALUE] >>> 3);
  i32.set(columns.start, words[COLUMN_START] >>> 2);
  i32.set(columns.column, words[COLUMN_LINE] >>> 2);
  f64.set(columns.value, words[COLUMN_VALUE] >>> 3);
}
