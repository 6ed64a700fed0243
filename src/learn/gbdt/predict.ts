import type { Matrix } from '../../core/index.js';
import type { Predictor } from '../learner.js';
import { BLOCK_ROWS, gatherBlock } from './block.js';
import { rootsOf, type Forest } from './forest.js';
import { walk } from './walk.js';

/** Writes margins, of all rows of a matrix or of one row. */
export type Scorer = Pick<Predictor, 'predict' | 'predictRow'>;

/** Margins by walking down the trees, which defines them, and is the way where no other is. */
export function walkScorer(forest: Forest): Scorer {
  const roots = rootsOf(forest);
  return {
    predict: (x, out) => predictMatrix(forest, roots, x, out),
    predictRow: (row, out) => predictRow(forest, roots, row, out),
  };
}

/** Writes the margins of all rows, rows × outputs. Each row's sum runs over the trees in order, as {@link predictRow}'s does. */
export function predictMatrix(forest: Forest, roots: Int32Array, x: Matrix, out: Float64Array): void {
  const { outputs, base } = forest;
  for (let row = 0; row < x.rows; row++) for (let k = 0; k < outputs; k++) out[row * outputs + k] = base[k];
  addTrees(forest, roots, x, out);
}

/** Adds what the trees give to the margins of all rows. */
function addTrees(forest: Forest, roots: Int32Array, x: Matrix, out: Float64Array): void {
  const { outputs } = forest;
  const block = new Float64Array(Math.min(BLOCK_ROWS, x.rows) * x.columns.length);
  for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
    const to = Math.min(x.rows, from + BLOCK_ROWS);
    gatherBlock(x.columns, from, to, block);
    for (let t = 0; t < roots.length; t++)
      addTree(forest, roots[t], block, to - from, x.columns.length, out, from * outputs + (t % outputs));
  }
}

function addTree(forest: Forest, root: number, block: Float64Array, rows: number, width: number, out: Float64Array, first: number): void {
  const { outputs, value } = forest;
  for (let row = 0, at = first; row < rows; row++, at += outputs) out[at] += value[walk(forest, root, block, row * width)];
}

/** Writes the margins of one row of doubles. Allocates nothing. */
export function predictRow(forest: Forest, roots: Int32Array, row: Float64Array, out: Float64Array): void {
  const { outputs, base, value } = forest;
  for (let k = 0; k < outputs; k++) out[k] = base[k];
  for (let t = 0; t < roots.length; t++) out[t % outputs] += value[walk(forest, roots[t], row, 0)];
}
