import { ARGUMENT, DOUBLES, LEAVES, RECORDS, SEGMENTS, SEGMENT_BYTES, STRIDE, TRAVEL } from '../layout.js';
import { CONTROL } from '../../threads/layout.js';
import type { Views } from '../../threads/views.js';

/** A booster's memory, as the kernels in plain TypeScript see it. */
export type Plain = Views;

export const word = (p: Plain, index: number): number => p.i32[(CONTROL >> 2) + index];
export const argument = (p: Plain, index: number): number => word(p, ARGUMENT + index);
export const double = (p: Plain, index: number): number => p.f64[(DOUBLES >> 3) + index];
export const recordAt = (p: Plain, index: number): number => word(p, RECORDS) + index * word(p, STRIDE);
export const travelAt = (p: Plain, index: number): number => word(p, TRAVEL) + 8 * index;

/** Index of a segment's first word. */
export const segment = (p: Plain, thread: number, leaf: number): number =>
  (word(p, SEGMENTS) + (thread * word(p, LEAVES) + leaf) * SEGMENT_BYTES) >> 2;
