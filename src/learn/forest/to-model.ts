import type { Matrix } from '../../core/index.js';
import type { Binning } from '../gbdt/bin.js';
import { binsOfLevels } from './columns.js';
import { NODE_FIELDS, type ForestModel } from './model.js';
import type { Target } from './target.js';
import type { Trees } from './trees.js';

/** The grown trees and the bins they speak of, in arrays of their exact size. */
export function toModel(
  trees: Trees,
  binning: Binning,
  x: Matrix,
  { answer, prior, centre, spread }: Target,
): Omit<ForestModel, 'outOfBag'> {
  const bins = new Map(binning.columns.map((column) => [column.column, column]));
  const bounds = x.columns.map((_, j) => {
    const column = bins.get(j);
    return column?.kind === 'number' ? column.bounds.subarray(0, -1) : new Float64Array(0);
  });
  const levelBins = x.columns.flatMap((head, j) => {
    if (head.kind !== 'category') return [];
    const column = bins.get(j);
    return [column?.kind === 'category' ? binsOfLevels(column.codes, column.levels) : new Uint16Array(head.levels.length)];
  });
  return {
    answer,
    outputs: trees.outputs,
    centre,
    spread,
    nodes: trees.nodes.slice(0, trees.nodeCount * NODE_FIELDS),
    roots: Int32Array.from(trees.roots),
    values: trees.values.slice(0, trees.leafCount * trees.outputs),
    prior,
    setStart: startsOf(trees.sets),
    sets: joined(trees.sets, Uint32Array),
    boundStart: startsOf(bounds),
    bounds: joined(bounds, Float64Array),
    levelBins: joined(levelBins, Uint16Array),
  };
}

function startsOf(parts: readonly { readonly length: number }[]): Int32Array {
  const starts = new Int32Array(parts.length + 1);
  parts.forEach((part, i) => (starts[i + 1] = starts[i] + part.length));
  return starts;
}

function joined<A extends Uint32Array | Float64Array | Uint16Array>(parts: readonly A[], type: new (length: number) => A): A {
  const starts = startsOf(parts);
  const all = new type(starts[parts.length]);
  parts.forEach((part, i) => all.set(part, starts[i]));
  return all;
}
