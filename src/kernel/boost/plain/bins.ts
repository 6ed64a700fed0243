import { STAGE, STAGED_BYTES, STAGED_DOUBLES, WIDTH } from '../layout.js';
import { THREADS } from '../../threads/layout.js';
import { columnOf, type TableColumn } from './column.js';
import { argument, recordAt, word, type Plain } from './plain.js';

/** Bins the thread's share of the stage. */
export function runBin(p: Plain, thread: number): void {
  const rows = argument(p, 1);
  const threads = word(p, THREADS);
  const [from, to] = [Math.floor((rows * thread) / threads), Math.floor((rows * (thread + 1)) / threads)];
  for (let j = 0; j < word(p, WIDTH); j++) {
    const column = columnOf(p, j);
    for (let row = from; row < to; row++) {
      const at = recordAt(p, argument(p, 0) + row) + column.place;
      const bin = binOf(p, column, word(p, STAGE) + column.stageAt + row * column.stagedSize);
      if (column.code === 0) p.u8[at] = bin;
      else if (bin > 0 || column.code === 1) p.u8[at] = bin > 0 ? column.code : 0;
      if (column.wide) p.u8[at + 1] = bin >> 8;
    }
  }
}

function binOf(p: Plain, { staged, lookup, bins, steps }: TableColumn, at: number): number {
  if (staged === STAGED_BYTES) return p.u16[(lookup >> 1) + p.u8[at]];
  if (staged !== STAGED_DOUBLES) return p.u16[(lookup >> 1) + p.i32[at >> 2] + 1];
  const value = p.f64[at >> 3];
  if (Number.isNaN(value)) return bins;
  let bin = 0;
  for (let width = 2 ** (steps - 1); width >= 1; width /= 2) if (p.f64[(lookup >> 3) + bin + width - 1] < value) bin += width;
  return bin;
}
