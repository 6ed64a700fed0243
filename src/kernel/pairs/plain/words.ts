import { CONTROL } from '../../threads/layout.js';
import type { Views } from '../../threads/views.js';
import { ARGUMENT, DOUBLES, LINE_BYTES, MATRIX } from '../layout.js';

export const word = ({ i32 }: Views, index: number): number => i32[(CONTROL >>> 2) + index];
export const address = ({ u32 }: Views, index: number): number => u32[(CONTROL >>> 2) + index];
export const argument = (views: Views, index: number): number => word(views, ARGUMENT + index);
export const double = ({ f64 }: Views, index: number): number => f64[((CONTROL + 4 * DOUBLES) >>> 3) + index];

/** Where an entry of the dense matrix is among the floats. */
export const entry = (views: Views, i: number, j: number): number =>
  (address(views, MATRIX) >>> 2) + i * (address(views, LINE_BYTES) >>> 2) + j;
