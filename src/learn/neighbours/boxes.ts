import type { Points } from '../mixed/space.js';
import { depthFor, startOf, type Layout } from './layout.js';

/**
 * What each node of the tree holds: least and largest of each number, and the codes as 32 bits, code c at bit c mod 32. Nodes are
 * numbered level by level: that at a place of a level is 2^level − 1 + place.
 */
export interface Boxes {
  readonly depth: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly bits: Int32Array;
}

/** The boxes of points in the order of the tree. Made anew from the points when a model is loaded, so they cannot disagree. */
export function boxesOf(space: Layout, points: Points): Boxes {
  const depth = depthFor(points.rows);
  const nodes = 2 ** (depth + 1) - 1;
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const boxes = {
    depth,
    low: new Float64Array(nodes * width).fill(Infinity),
    high: new Float64Array(nodes * width).fill(-Infinity),
    bits: new Int32Array(nodes * codeWidth),
  };
  for (let place = 0; place < 2 ** depth; place++) {
    const end = startOf(points.rows, depth, place + 1);
    for (let row = startOf(points.rows, depth, place); row < end; row++)
      addRow(boxes, 2 ** depth - 1 + place, points, row, width, codeWidth);
  }
  for (let node = nodes - 1; node > 0; node--) addNode(boxes, (node - 1) >> 1, node, width, codeWidth);
  return boxes;
}

function addRow({ low, high, bits }: Boxes, node: number, points: Points, row: number, width: number, codeWidth: number): void {
  for (let c = 0; c < width; c++) {
    const value = points.numbers[row * width + c];
    low[node * width + c] = Math.min(low[node * width + c], value);
    high[node * width + c] = Math.max(high[node * width + c], value);
  }
  for (let c = 0; c < codeWidth; c++) bits[node * codeWidth + c] |= 1 << points.codes[row * codeWidth + c];
}

function addNode({ low, high, bits }: Boxes, node: number, child: number, width: number, codeWidth: number): void {
  for (let c = 0; c < width; c++) {
    low[node * width + c] = Math.min(low[node * width + c], low[child * width + c]);
    high[node * width + c] = Math.max(high[node * width + c], high[child * width + c]);
  }
  for (let c = 0; c < codeWidth; c++) bits[node * codeWidth + c] |= bits[child * codeWidth + c];
}
