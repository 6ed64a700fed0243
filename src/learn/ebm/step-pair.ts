import type { Random } from '../../core/index.js';
import { pairSearch, type PairTree } from './pair-tree.js';
import { newton, type StepSettings } from './step-number.js';
import type { Stepper } from './term.js';

/** Steps of a pair of columns with `n` and `m` ordered bins: a tree of up to four leaves, one a turn. `rows` rows are learned from. */
export function pairStepper(n: number, m: number, rows: number, settings: StepSettings, draw: Random): Stepper {
  const search = pairSearch(n, m);
  const { learningRate, minRowsPerLeaf, l2 } = settings;
  return {
    step(sums, delta, smooth) {
      delta.fill(0);
      let hessians = 0;
      for (let at = 1; at < 2 * n * m; at += 2) hessians += sums[at];
      const tree = smooth ? drawTree(n, m, draw) : search(sums, (minRowsPerLeaf * hessians) / rows);
      if (tree.cut > 0) moveLeaves(tree, sums, delta, n, m, learningRate, (l2 * hessians) / rows);
    },
  };
}

function drawTree(n: number, m: number, draw: Random): PairTree {
  const alongFirst = draw.int(2) === 0;
  const [first, second] = alongFirst ? [n, m] : [m, n];
  return { alongFirst, cut: 1 + draw.int(first - 1), below: 1 + draw.int(second - 1), above: 1 + draw.int(second - 1), gain: 0 };
}

function moveLeaves(tree: PairTree, sums: Float64Array, delta: Float64Array, n: number, m: number, rate: number, pull: number): void {
  const [first, second, stepI, stepJ] = tree.alongFirst ? [n, m, m, 1] : [m, n, 1, m];
  moveLeaf(sums, delta, 0, tree.cut, 0, tree.below, stepI, stepJ, rate, pull);
  moveLeaf(sums, delta, 0, tree.cut, tree.below, second, stepI, stepJ, rate, pull);
  moveLeaf(sums, delta, tree.cut, first, 0, tree.above, stepI, stepJ, rate, pull);
  moveLeaf(sums, delta, tree.cut, first, tree.above, second, stepI, stepJ, rate, pull);
}

function moveLeaf(
  sums: Float64Array,
  delta: Float64Array,
  fromI: number,
  toI: number,
  fromJ: number,
  toJ: number,
  stepI: number,
  stepJ: number,
  rate: number,
  pull: number,
): void {
  let [g, h] = [0, 0];
  for (let i = fromI; i < toI; i++) {
    for (let j = fromJ, at = i * stepI + fromJ * stepJ; j < toJ; j++, at += stepJ) {
      g += sums[2 * at];
      h += sums[2 * at + 1];
    }
  }
  const by = rate * newton(g, h + pull);
  for (let i = fromI; i < toI; i++) for (let j = fromJ, at = i * stepI + fromJ * stepJ; j < toJ; j++, at += stepJ) delta[at] += by;
}
