import { doublesOf } from '../../core/index.js';
import type { Boosting } from './boosting.js';
import { fitLines, pathColumns } from './fit-lines.js';
import { moveByTrees } from './move-by-trees.js';
import type { Tree } from './tree.js';

/**
 * The tree that was just grown with lines in its leaves, but for the `first` round, whose leaves are values as in LightGBM: there is
 * nothing to follow yet. Moves the margins by it.
 */
export async function alignTree(b: Boosting, tree: Tree, output: number, rate: number, isFirst: boolean): Promise<Tree> {
  const { x, booster, objective, settings, grower } = b;
  const { draft, breathe, maxStep: most } = grower;
  const columns = pathColumns(
    draft,
    tree.value.length,
    (node) => tree.column[node],
    (column) => x.columns[column].kind !== 'category',
  );
  const read = new Map<number, Float64Array>();
  const valuesOf = (column: number): Float64Array => {
    const values = read.get(column) ?? doublesOf(x.columns[column]);
    read.set(column, values);
    return values;
  };
  const gradients = booster.gradients(output);
  const task = { valuesOf, rowsOf: (leaf: number) => booster.rowsOf(leaf), gradients, l2: settings.linearLambda, most, breathe };
  const lines = isFirst ? undefined : await fitLines(columns, task, rate);
  const aligned = lines ? { ...tree, lines } : tree;
  await moveByTrees([{ tree: aligned, factor: 1, output }], x, objective.outputs, booster.margins, breathe);
  return aligned;
}
