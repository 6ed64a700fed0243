import { BAG, GOES_LEFT, MARGINS, OUTPUTS, SHARDS, STRIDE, VALUES } from '../layout.js';
import { binAt, columnOf } from './column.js';
import { clearHistogram, sumRecords } from './histogram.js';
import { argument, recordAt, segment, travelAt, word, type Plain } from './plain.js';

/** Moves the leaf's records to its two children and sums one of them. */
export function runSplit(p: Plain, thread: number): void {
  const [left, right] = [segment(p, thread, argument(p, 0)), segment(p, thread, argument(p, 1))];
  const column = columnOf(p, argument(p, 2));
  const goesLeft = word(p, GOES_LEFT);
  for (const part of [0, 2]) {
    const [from, count] = [p.i32[left + part], p.i32[left + part + 1]];
    const middle = partition(p, from, count, (i) => p.u8[goesLeft + binAt(p, recordAt(p, i), column)] === 1);
    p.i32[left + part + 1] = middle;
    p.i32[right + part] = from + middle;
    p.i32[right + part + 1] = count - middle;
  }
  if (argument(p, 3) === 0) return;
  sumSegment(p, thread, argument(p, 3) === 1 ? left : right, argument(p, 4));
}

/** Sums the records of a leaf. */
export function runSum(p: Plain, thread: number): void {
  sumSegment(p, thread, segment(p, thread, argument(p, 0)), argument(p, 1));
}

function sumSegment(p: Plain, thread: number, summed: number, slot: number): void {
  clearHistogram(p, thread, slot);
  sumRecords(p, thread, slot, p.i32[summed], p.i32[summed + 1]);
}

/** Moves the records that go left to the front, in place; returns how many they are. */
function partition(p: Plain, from: number, count: number, isLeft: (index: number) => boolean): number {
  let [low, high] = [from, from + count];
  for (;;) {
    while (low < high && isLeft(low)) low++;
    while (low < high && !isLeft(high - 1)) high--;
    if (low >= high) return low - from;
    swap(p.i32, recordAt(p, low) >> 2, recordAt(p, --high) >> 2, word(p, STRIDE) >> 2);
    swap(p.i32, travelAt(p, low) >> 2, travelAt(p, high) >> 2, 2);
    low++;
  }
}

function swap(words: Int32Array, a: number, b: number, length: number): void {
  for (let i = 0; i < length; i++) [words[a + i], words[b + i]] = [words[b + i], words[a + i]];
}

/** Adds each leaf's value to the margins of its rows. */
export function runMoveMargins(p: Plain, thread: number): void {
  const outputs = word(p, OUTPUTS);
  const first = (word(p, MARGINS) >> 3) + argument(p, 1);
  for (let leaf = 0; leaf < argument(p, 0); leaf++) {
    const own = segment(p, thread, leaf);
    const value = p.f64[(word(p, VALUES) >> 3) + leaf];
    for (const part of [0, 2]) {
      const from = p.i32[own + part];
      for (let i = from; i < from + p.i32[own + part + 1]; i++) p.f64[first + p.u32[travelAt(p, i) >> 2] * outputs] += value;
    }
  }
}

/** Puts the thread's records into the root: those of the bag first. */
export function runDrawBag(p: Plain, thread: number): void {
  const root = segment(p, thread, 0);
  const shard = (word(p, SHARDS) >> 2) + thread;
  const from = p.i32[shard];
  const count = p.i32[shard + 1] - from;
  const bag = word(p, BAG);
  const inBag = argument(p, 0) === 1 ? partition(p, from, count, (i) => p.u8[bag + p.u32[travelAt(p, i) >> 2]] === 1) : count;
  p.i32.set([from, inBag, from + inBag, count - inBag], root);
}
