import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { expectedPath, type IsolationForest } from './forest.js';

const FORMAT = 1;
const ARRAYS = ['roots', 'column', 'threshold', 'missingLeft', 'left', 'path'] as const;
/** Paths grow with the logarithm of the sample; this is beyond every one of them. */
const LONGEST = 1000;

/** The forest as the artifact stores it. */
export function partsOfForest(forest: IsolationForest, columns: number): Parts {
  const { sample, roots, column } = forest;
  return {
    meta: { format: FORMAT, outputs: 1, columns, sample, trees: roots.length, nodes: column.length },
    arrays: Object.fromEntries(ARRAYS.map((name) => [name, forest[name].slice()])),
  };
}

/** A stored forest again: children come after their parent, so that no walk is endless. Throws `MW_LEARN_PARTS`. */
export function forestFrom(parts: Parts, columns: readonly ColumnHead[]): IsolationForest {
  const checked = checkedParts('isolation_forest', parts, FORMAT, columns.length, ARRAYS);
  if (checked.outputs !== 1) throw checked.damaged('"outputs" is not 1');
  const meta = parts.meta as { readonly [key: string]: Json };
  const [sample, trees, nodes] = ['sample', 'trees', 'nodes'].map((name) => wholeIn(checked, meta, name));
  if (sample < 2) throw checked.damaged('"sample" is below 2');
  const forest: IsolationForest = {
    sample,
    roots: checked.array('roots', Int32Array, trees),
    column: checked.array('column', Int32Array, nodes),
    threshold: checked.array('threshold', Float64Array, nodes),
    missingLeft: checked.array('missingLeft', Uint8Array, nodes),
    left: checked.array('left', Int32Array, nodes),
    path: checked.array('path', Float64Array, nodes),
  };
  checkNodes(checked, forest, columns.length);
  return forest;
}

function wholeIn({ damaged }: CheckedParts, meta: { readonly [key: string]: Json }, name: string): number {
  const value = meta[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 100_000_000)
    throw damaged(`"${name}" is not a whole number of at least 1`);
  return value;
}

function checkNodes({ damaged }: CheckedParts, { sample, roots, column, left, path }: IsolationForest, columns: number): void {
  const nodes = column.length;
  if (!(expectedPath(sample) > 0)) throw damaged('"sample" gives no path');
  if (roots[0] !== 0 || roots.some((root, t) => root >= nodes || (t > 0 && root <= roots[t - 1])))
    throw damaged('"roots" does not ascend from 0 within the nodes');
  let tree = 0;
  for (let i = 0; i < nodes; i++) {
    if (column[i] < -1 || column[i] >= columns) throw damaged(`node ${i} asks about column ${column[i]}, which is not there`);
    if (i === roots[tree + 1]) tree++;
    const end = roots[tree + 1] ?? nodes;
    if (column[i] >= 0 && (left[i] <= i || left[i] + 1 >= end)) throw damaged(`the children of node ${i} are not behind it in its tree`);
    if (path[i] < 0 || path[i] > LONGEST) throw damaged(`node ${i} has a path of ${path[i]}`);
  }
}
