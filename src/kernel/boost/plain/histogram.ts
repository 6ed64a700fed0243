import { DOUBLE, FORMAT, GRADIENT_AT, GRADIENT_UNIT, HESSIAN_UNIT, HISTOGRAM_BYTES, LOCALS, PAIR, SLOTS, WIDTH } from '../layout.js';
import { THREADS } from '../../threads/layout.js';
import { binAt, columnOf } from './column.js';
import { double, recordAt, word, type Plain } from './plain.js';

/** Index of the first double of the histogram that a thread sums into: alone, that of the leaf. */
function ownHistogram(p: Plain, thread: number, slot: number): number {
  const own = word(p, THREADS) > 1 ? word(p, LOCALS) + thread * word(p, HISTOGRAM_BYTES) : word(p, SLOTS) + slot * word(p, HISTOGRAM_BYTES);
  return own >> 3;
}

export function clearHistogram(p: Plain, thread: number, slot: number): void {
  const first = ownHistogram(p, thread, slot);
  p.f64.fill(0, first, first + (word(p, HISTOGRAM_BYTES) >> 3));
}

/** Adds records to the thread's histogram. Here a cell is always two doubles: multiples of the units add up exactly. */
export function sumRecords(p: Plain, thread: number, slot: number, from: number, count: number): void {
  const first = ownHistogram(p, thread, slot);
  const format = word(p, FORMAT);
  const [unit, hessianUnit] = [double(p, GRADIENT_UNIT), double(p, HESSIAN_UNIT)];
  const columns = Array.from({ length: word(p, WIDTH) }, (_, j) => columnOf(p, j)).filter(({ code }) => code <= 1);
  for (let i = from; i < from + count; i++) {
    const record = recordAt(p, i);
    const at = record + word(p, GRADIENT_AT);
    const packed = p.i32[at >> 2];
    const gradient = format === DOUBLE ? p.f64[at >> 3] : (format === PAIR ? packed >> 16 : packed) * unit;
    const hessian = format === DOUBLE ? p.f64[(at >> 3) + 1] : (format === PAIR ? packed & 0xffff : 1) * hessianUnit;
    for (const column of columns) {
      const cell = first + (column.ownCell >> 3) + 2 * binAt(p, record, column);
      p.f64[cell] += gradient;
      p.f64[cell + 1] += hessian;
    }
  }
}

/** Puts the threads' sums of the columns' cells together and takes them from the parent's, whose slot becomes the sibling's. */
export function settle(p: Plain, summed: number, parent: number, fromByte: number, toByte: number): void {
  const bytes = word(p, HISTOGRAM_BYTES);
  const [from, length] = [fromByte >> 3, (toByte - fromByte) >> 3];
  const small = ((word(p, SLOTS) + summed * bytes) >> 3) + from;
  if (word(p, THREADS) > 1) {
    p.f64.fill(0, small, small + length);
    for (let t = 0; t < word(p, THREADS); t++) {
      const local = ((word(p, LOCALS) + t * bytes) >> 3) + from;
      for (let i = 0; i < length; i++) p.f64[small + i] += p.f64[local + i];
    }
  }
  if (parent < 0) return;
  const large = ((word(p, SLOTS) + parent * bytes) >> 3) + from;
  for (let i = 0; i < length; i++) p.f64[large + i] -= p.f64[small + i];
}
