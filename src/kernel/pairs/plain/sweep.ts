import type { Views } from '../../threads/views.js';
import { BLOCK, LANES, PIVOT, SAID, WEIGHED, WIDTH } from '../layout.js';
import { address, argument, entry, word } from './words.js';

/** Where a line's part of what the pivot's columns say is among the floats, column after column. */
const said = (views: Views, line: number, k: number): number =>
  (address(views, SAID) >>> 2) + (line - (line % LANES)) * BLOCK + k * LANES + (line % LANES);

/** The same, weighed by the pivot's inverse. */
const weighed = (views: Views, line: number, k: number): number =>
  (address(views, WEIGHED) >>> 2) + (line - (line % 4)) * BLOCK + k * 4 + (line % 4);

const linesOf = (views: Views, part: number): readonly [number, number] => [part * BLOCK, Math.min((part + 1) * BLOCK, word(views, WIDTH))];

/**
 * Argument 0: the first column of the pivot, 1: how many it has. Lays out what the pivot's columns say for the lines of block `part`, and weighs it by the
 * pivot's inverse.
 */
export function pack(views: Views, part: number): void {
  const { f32 } = views;
  const [first, depth] = [argument(views, 0), argument(views, 1)];
  const [from, until] = linesOf(views, part);
  if (from === first) return;
  for (let i = from; i < until; i++) {
    for (let k = 0; k < depth; k++) f32[said(views, i, k)] = f32[i < first ? entry(views, first + k, i) : entry(views, i, first + k)];
    for (let c = 0; c < depth; c++) {
      const pivot = (address(views, PIVOT) >>> 2) + (c - (c % 4)) * BLOCK + (c % 4);
      const own = said(views, i, 0);
      let sum = 0;
      for (let k = 0; k < depth; k++) sum = Math.fround(sum + Math.fround(f32[pivot + 4 * k] * f32[own + LANES * k]));
      f32[weighed(views, i, c)] = 0 - sum;
    }
  }
}

/** Takes away what the pivot accounts for from the `part`-th tile of the lower triangle, counted line by line. */
export function update(views: Views, part: number): void {
  const { f32 } = views;
  const [pivot, depth] = [argument(views, 0) / BLOCK, argument(views, 1)];
  let i = 0;
  while (((i + 1) * (i + 2)) / 2 <= part) i++;
  const j = part - (i * (i + 1)) / 2;
  if (i === pivot || j === pivot) return;
  const [fromLine, untilLine] = linesOf(views, i);
  const [fromColumn, untilColumn] = linesOf(views, j);
  for (let line = fromLine; line < untilLine; line++) {
    for (let column = fromColumn; column < untilColumn; column++) {
      const [a, b] = [weighed(views, line, 0), said(views, column, 0)];
      let sum = 0;
      for (let k = 0; k < depth; k++) sum = Math.fround(sum + Math.fround(f32[a + 4 * k] * f32[b + LANES * k]));
      f32[entry(views, line, column)] -= sum;
    }
  }
}

/** Puts what was weighed into the pivot's columns of the lines of block `part`. */
export function write(views: Views, part: number): void {
  const { f32 } = views;
  const [first, depth] = [argument(views, 0), argument(views, 1)];
  const [from, until] = linesOf(views, part);
  if (from === first) return;
  for (let i = from; i < until; i++)
    for (let k = 0; k < depth; k++) f32[i < first ? entry(views, first + k, i) : entry(views, i, first + k)] = f32[weighed(views, i, k)];
}

/** Copies the lines of block `part` of the lower triangle to the upper one. */
export function mirror(views: Views, part: number): void {
  const { f32 } = views;
  const [from, until] = linesOf(views, part);
  for (let i = from; i < until; i++) for (let j = 0; j < i; j++) f32[entry(views, j, i)] = f32[entry(views, i, j)];
}
