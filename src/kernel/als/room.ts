import type { AlsPlan, AlsSide } from './plan.js';
import { FREE, PIECE } from './layout.js';

/** Where one side lies: addresses in bytes. Its entries are padded to a multiple of four per line. */
export interface SideRoom {
  readonly lines: number;
  readonly start: number;
  readonly column: number;
  readonly value: number;
  readonly factors: number;
}

/** Addresses and sizes of a memory of alternating least squares. */
export interface AlsRoom {
  /** Floats of a line of factors. */
  readonly stride: number;
  readonly users: SideRoom;
  readonly items: SideRoom;
  /** Lines of the fixed side times the inverse of its factor, and a line of zeros. */
  readonly turned: number;
  readonly inverse: number;
  readonly inverseTransposed: number;
  readonly grams: number;
  readonly scratch: number;
  readonly scratchBytes: number;
  readonly bytes: number;
}

const LINE = 64;
const MOST_GRAMS = 256;
const LEAST_GRAM_LINES = 256;

/** Lines of each partial Gram matrix: it depends on their number alone. */
export const gramLines = (lines: number): number => Math.max(LEAST_GRAM_LINES, Math.ceil(lines / MOST_GRAMS));

/** Entries of a side, each line filled up to a multiple of four. */
export function paddedEntries({ lines, start }: AlsSide): number {
  let sum = 0;
  for (let i = 0; i < lines; i++) sum += (start[i + 1] - start[i] + 3) & ~3;
  return sum;
}

/** The room that the plan takes. */
export function alsRoom({ factors, threads, users, items }: AlsPlan): AlsRoom {
  const stride = (factors + 7) & ~7;
  let next = FREE;
  const place = (bytes: number): number => {
    const at = next;
    next = Math.ceil((at + bytes) / LINE) * LINE;
    return at;
  };
  const sideOf = (side: AlsSide): SideRoom => {
    const entries = paddedEntries(side);
    return {
      lines: side.lines,
      start: place(4 * (side.lines + 1)),
      column: place(4 * entries),
      value: place(4 * entries),
      factors: place(4 * stride * side.lines),
    };
  };
  const [userRoom, itemRoom] = [sideOf(users), sideOf(items)];
  const scratchBytes = Math.ceil((4 * stride * (3 + PIECE)) / LINE) * LINE;
  return {
    stride,
    users: userRoom,
    items: itemRoom,
    turned: place(4 * stride * (Math.max(users.lines, items.lines) + 1)),
    inverse: place(4 * stride * stride),
    inverseTransposed: place(4 * stride * stride),
    grams: place(4 * stride * stride * MOST_GRAMS),
    scratch: place(scratchBytes * threads),
    scratchBytes,
    bytes: next,
  };
}
