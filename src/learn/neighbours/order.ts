import type { Pace } from '../pace.js';
import type { Points } from '../mixed/space.js';
import { depthFor, startOf, type Layout } from './layout.js';
import { selectNth, type Before } from './select.js';

/** Rows that are looked at to choose what to split a node on. */
const SAMPLE = 500;

/** The points' rows in the order of a tree: each node is split in halves along the column in which its rows are farthest apart. */
export async function treeOrder(space: Layout, points: Points, pace: Pace): Promise<Int32Array> {
  const order = Int32Array.from({ length: points.rows }, (_, i) => i);
  const depth = depthFor(points.rows);
  for (let level = 0; level < depth; level++) {
    for (let place = 0; place < 1 << level; place++) {
      const [low, high] = [startOf(points.rows, level, place), startOf(points.rows, level, place + 1)];
      selectNth(order, low, high, startOf(points.rows, level + 1, 2 * place + 1), orderFor(space, points, order, low, high));
      await pace(10 * (high - low) + SAMPLE * (space.numbers.length + space.codes.length));
    }
  }
  return order;
}

/** Along the column with the largest mean squared distance of two of the rows; equal values go by row number. */
function orderFor(space: Layout, { numbers, codes }: Points, order: Int32Array, low: number, high: number): Before {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const step = Math.max(1, Math.floor((high - low) / SAMPLE));
  let [best, most] = [0, -1];
  for (let c = 0; c < width + codeWidth; c++) {
    const isNumber = c < width;
    const spread = isNumber
      ? 2 * varianceOf(numbers, width, c, order, low, high, step)
      : 2 * unequalShare(codes, codeWidth, c - width, space.levels[c - width], order, low, high, step);
    if (spread > most) [best, most] = [c, spread];
  }
  const [values, size, at] = best < width ? [numbers, width, best] : [codes, codeWidth, best - width];
  if (size === 0) return (a, b) => a < b;
  return (a, b) => {
    const [left, right] = [values[a * size + at], values[b * size + at]];
    return left < right || (left === right && a < b);
  };
}

function varianceOf(numbers: Float64Array, width: number, c: number, order: Int32Array, low: number, high: number, step: number): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let i = low; i < high; i += step, count++) {
    const value = numbers[order[i] * width + c];
    sum += value;
    squares += value * value;
  }
  return squares / count - (sum / count) ** 2;
}

/** Chance that two rows have unequal codes. */
function unequalShare(
  codes: Int32Array,
  width: number,
  c: number,
  levels: number,
  order: Int32Array,
  low: number,
  high: number,
  step: number,
): number {
  const counts = new Float64Array(levels + 1);
  let count = 0;
  for (let i = low; i < high; i += step, count++) counts[codes[order[i] * width + c]]++;
  return 1 - counts.reduce((sum, n) => sum + (n / count) ** 2, 0);
}
