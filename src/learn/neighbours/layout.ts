import type { Space } from '../mixed/space.js';

/** What of a space a tree has to know: how many numbers and codes a point has, and how many levels each code. */
export type Layout = Pick<Space, 'numbers' | 'codes' | 'levels'>;

/** Most rows of a leaf, about. */
const LEAF_ROWS = 16;
const DEEPEST = 26;

/** How often the tree of so many rows halves them. All leaves are at this depth. */
export function depthFor(rows: number): number {
  let depth = 0;
  while (depth < DEEPEST && rows / 2 ** depth > LEAF_ROWS) depth++;
  return depth;
}

/**
 * First row, in the tree's order, of the node at a place of a level: the tree is laid out by numbers alone, and nothing of it is
 * stored. Node 0 is the root; the children of the node at `place` are at places 2 × place and 2 × place + 1 of the next level.
 */
export const startOf = (rows: number, level: number, place: number): number => Math.floor((rows * place) / 2 ** level);
