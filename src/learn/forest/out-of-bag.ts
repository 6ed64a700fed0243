import type { BinnedColumn } from './columns.js';
import type { Pause } from '../gbdt/bin.js';
import { NODE_FIELDS } from './model.js';
import type { Trees } from './trees.js';

const TURN_ROWS = 131_072;

/** Sums of the leaves that rows fell into in trees that had left them out. */
export interface BagWatch {
  readonly sums: Float64Array;
  readonly trees: Uint32Array;
  /** Binned columns by their place in the matrix. */
  readonly columns: readonly BinnedColumn[];
}

export function watchBags(rows: number, outputs: number, columns: readonly BinnedColumn[]): BagWatch {
  const byPlace: BinnedColumn[] = [];
  for (const column of columns) byPlace[column.bins.column] = column;
  return { sums: new Float64Array(rows * outputs), trees: new Uint32Array(rows), columns: byPlace };
}

/** Adds what the newest tree says of the rows that are not in its bag, with a pause after every {@link TURN_ROWS} rows. */
export async function watchTree(watch: BagWatch, forest: Trees, bag: Float64Array, pause: Pause): Promise<void> {
  for (let from = 0; from < bag.length; from += TURN_ROWS) {
    watchRows(watch, forest, bag, from, Math.min(bag.length, from + TURN_ROWS));
    await pause();
  }
}

function watchRows(watch: BagWatch, { outputs, values, roots, ...forest }: Trees, bag: Float64Array, from: number, to: number): void {
  const root = roots[roots.length - 1];
  for (let row = from; row < to; row++) {
    if (bag[row] > 0) continue;
    const leaf = leafOf(watch.columns, forest, root, row);
    watch.trees[row]++;
    for (let k = 0; k < outputs; k++) watch.sums[row * outputs + k] += values[leaf * outputs + k];
  }
}

function leafOf(columns: readonly BinnedColumn[], { nodes, sets }: Pick<Trees, 'nodes' | 'sets'>, root: number, row: number): number {
  let node = root;
  while (node >= 0) {
    const field = node * NODE_FIELDS;
    const { codes, missing } = columns[nodes[field]];
    const bin = codes[row];
    const rule = nodes[field + 1];
    let right: number;
    if (rule < 0) right = 1 - (((sets[-1 - rule][bin >> 5] ?? 0) >>> (bin & 31)) & 1);
    else right = bin === missing ? 1 - (rule & 1) : (rule - 2 * bin) >>> 31;
    node = nodes[field + 2 + right];
  }
  return -1 - node;
}
