import { doublesOf, type ColumnHead, type Matrix } from '../../core/index.js';
import type { Predictor } from '../learner.js';
import { finish } from './answer.js';
import { codersOf, MISSING, type Coder } from './code.js';
import { NODE_FIELDS, type ForestModel } from './model.js';
import { partsOf } from './parts.js';

/** Rows that pass a tree together: their codes and the tree stay in the second-level cache. */
const BLOCK_ROWS = 1024;

/** A forest as a predictor. Batch and row add the same leaves in the same order. */
export function predictorOf(model: ForestModel, heads: readonly ColumnHead[]): Predictor {
  const coders = codersOf(model, heads);
  const codes = new Int32Array(heads.length);
  return {
    outputs: model.outputs,
    predict: (x, out) => predictMatrix(model, coders, x, out),
    predictRow: (row, out) => predictRow(model, coders, codes, row, out),
    toParts: () => partsOf(model, heads.length),
  };
}

function predictMatrix(model: ForestModel, coders: readonly Coder[], x: Matrix, out: Float64Array): void {
  const { outputs, roots } = model;
  const width = coders.length;
  const columns = x.columns.map(doublesOf);
  const codes = new Int32Array(Math.min(BLOCK_ROWS, x.rows) * width);
  out.fill(0, 0, x.rows * outputs);
  for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
    const to = Math.min(x.rows, from + BLOCK_ROWS);
    columns.forEach((values, j) => {
      const coder = coders[j];
      for (let row = from, at = j; row < to; row++, at += width) codes[at] = coder(values[row]);
    });
    for (let tree = 0; tree < roots.length; tree++) {
      for (let row = from, at = 0; row < to; row++, at += width) addLeaf(model, leafOf(model, roots[tree], codes, at), out, row * outputs);
    }
    for (let row = from; row < to; row++) finish(model, roots.length, out, row * outputs);
  }
}

function predictRow(model: ForestModel, coders: readonly Coder[], codes: Int32Array, row: Float64Array, out: Float64Array): void {
  const { outputs, roots } = model;
  for (let j = 0; j < coders.length; j++) codes[j] = coders[j](row[j]);
  for (let k = 0; k < outputs; k++) out[k] = 0;
  for (let tree = 0; tree < roots.length; tree++) addLeaf(model, leafOf(model, roots[tree], codes, 0), out, 0);
  finish(model, roots.length, out, 0);
}

function addLeaf({ outputs, values }: ForestModel, leaf: number, out: Float64Array, at: number): void {
  for (let k = 0; k < outputs; k++) out[at + k] += values[leaf * outputs + k];
}

/**
 * The leaf that the row with codes from `at` on falls into, from node or leaf `root`. Which child comes next is reckoned, not branched
 * on: half of the branches would be foretold wrongly.
 */
function leafOf({ nodes, setStart, sets }: ForestModel, root: number, codes: Int32Array, at: number): number {
  let node = root;
  while (node >= 0) {
    const field = node * NODE_FIELDS;
    const code = codes[at + nodes[field]];
    const rule = nodes[field + 1];
    let right: number;
    if (rule >= 0) right = code === MISSING ? 1 - (rule & 1) : (rule - code) >>> 31;
    else {
      const word = setStart[-1 - rule] + (code >> 5);
      right = word < setStart[-rule] ? 1 - ((sets[word] >>> (code & 31)) & 1) : 1;
    }
    node = nodes[field + 2 + right];
  }
  return -1 - node;
}
