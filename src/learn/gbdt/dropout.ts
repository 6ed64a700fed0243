import { random } from '../../core/index.js';
import type { Boosting } from './boosting.js';
import { drawDropped } from './dart.js';
import { scaledTree } from './lines.js';
import { moveByTrees } from './move-by-trees.js';
import type { Tree } from './tree.js';

/** Rounds that are left out while the next one learns, and come back smaller, so that all together stay as large as they were. */
export interface Dropout {
  /** Takes rounds out of the margins. Gives the share of a full step that the next round is to take. */
  takeOut(trees: readonly Tree[]): Promise<number>;
  /** Puts them back, once the next round is among the trees and in the margins. */
  putBack(trees: readonly Tree[]): Promise<void>;
  /** The trees, as large as they are in the end. */
  settled(trees: readonly Tree[]): readonly Tree[];
}

/**
 * The dropout of a fit. After k rounds were left out the new one takes 1 / (k + 1) of a step, and they keep k / (k + 1) of theirs. Costs
 * two predictions of the training rows by the trees that are left out.
 */
export function dropoutOf({ settings, seed, objective, grower, x, booster }: Boosting): Dropout {
  const { outputs } = objective;
  const draws = random(seed, 'gbdt', 'dropped');
  /** Shares of a full step: what each round has now, and what it took. */
  const [scales, firsts]: [number[], number[]] = [[], []];
  let dropped: readonly number[] = [];
  const factorOf = (round: number): number => scales[round] / firsts[round];
  const move = (trees: readonly Tree[], sign: 1 | -1): Promise<void> => {
    const steps = dropped.flatMap((round) =>
      trees.slice(round * outputs, (round + 1) * outputs).map((tree, output) => ({ tree, factor: sign * factorOf(round), output })),
    );
    return moveByTrees(steps, x, outputs, booster.margins, grower.breathe);
  };
  return {
    async takeOut(trees) {
      dropped = drawDropped(scales, settings, draws);
      await move(trees, -1);
      return 1 / (dropped.length + 1);
    },
    async putBack(trees) {
      const share = 1 / (dropped.length + 1);
      for (const round of dropped) scales[round] *= dropped.length * share;
      scales.push(share);
      firsts.push(share);
      await move(trees, 1);
    },
    settled: (trees) => trees.map((tree, t) => scaledTree(tree, factorOf(Math.floor(t / outputs)))),
  };
}
