import type { Matrix } from '../../core/index.js';
import { BLOCK_ROWS, gatherBlock } from './block.js';
import { forestOf, rootsOf } from './forest.js';
import { leafTerm } from './lines.js';
import type { Tree } from './tree.js';
import { walk } from './walk.js';

/** A tree, how often it is added, and to which output. */
export interface Step {
  readonly tree: Tree;
  readonly factor: number;
  readonly output: number;
}

/** Adds factor × tree to the margins (rows × `outputs`) of all rows, tree after tree; `breathe` gives the event loop its turns. */
export async function moveByTrees(
  steps: readonly Step[],
  x: Matrix,
  outputs: number,
  margins: Float64Array,
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  if (steps.length === 0) return;
  const width = x.columns.length;
  const forest = forestOf(
    steps.map(({ tree }) => tree),
    1,
    width,
    new Float64Array(1),
  );
  const roots = rootsOf(forest);
  const block = new Float64Array(Math.min(BLOCK_ROWS, x.rows) * width);
  for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
    const to = Math.min(x.rows, from + BLOCK_ROWS);
    gatherBlock(x.columns, from, to, block);
    for (const [t, { factor, output }] of steps.entries())
      for (let row = from, at = 0; row < to; row++, at += width)
        margins[row * outputs + output] += factor * leafTerm(forest, walk(forest, roots[t], block, at), block, at);
    const due = breathe();
    if (due) await due;
  }
}
