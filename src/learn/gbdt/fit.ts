import { setImmediate } from 'node:timers/promises';
import type { FitInput, FitRun } from '../learner.js';
import { startBoosting, type Boosting } from './boosting.js';
import { finishTree, leafOf } from './draft.js';
import { earlyStop, type EarlyStop } from './early-stop.js';
import { forestOf, type Forest } from './forest.js';
import { growTree } from './grow.js';
import { settingsOf } from './params.js';
import { drawBag, drawColumns } from './sample.js';
import { constantTree, type Tree } from './tree.js';

/**
 * Fits a forest by gradient boosting (Friedman 2001) on histograms, leaf by leaf (Ke et al., "LightGBM", NeurIPS 2017). Gives the
 * event loop a turn after every column that is binned and every tree; throws the signal's reason once it is aborted.
 */
export async function fitForest(input: FitInput, run: FitRun): Promise<Forest> {
  const settings = settingsOf(run.params);
  const pause = async (): Promise<void> => {
    await setImmediate();
    run.signal.throwIfAborted();
  };
  run.signal.throwIfAborted();
  const boosting = await startBoosting(input, settings, run.seed, pause);
  const { base, objective } = boosting;
  const stop = earlyStop(input.validation, settings.earlyStoppingRounds, objective, base);
  const trees = await boost(boosting, stop, run, pause);
  return forestOf(trees.slice(0, stop.keep(trees.length)), objective.outputs, input.x.columns.length, base);
}

async function boost(b: Boosting, stop: EarlyStop, run: FitRun, pause: () => Promise<void>): Promise<readonly Tree[]> {
  const { trees: rounds, rowShare, columnShare } = b.settings;
  const { outputs } = b.objective;
  const reportEvery = Math.ceil(rounds / 100);
  const trees: Tree[] = [];
  for (let round = 1; round <= rounds; round++) {
    b.objective.gradients(b.margins, b.y, b.weights, b.gradients);
    const inBag = rowShare < 1 ? drawBag(b.bag.length, rowShare, b.seed, round, b.bag) : b.bag.length;
    let grown = 0;
    for (let k = 0; k < outputs; k++) {
      const tree = b.learns[k] ? nextTree(b, k, inBag, trees.length) : constantTree(inBag);
      grown += tree.column.length;
      trees.push(tree);
      await pause();
    }
    const drawsDiffer = rowShare < 1 || columnShare < 1;
    if (grown === 0 && !drawsDiffer) return trees.slice(0, -outputs);
    if (round % reportEvery === 0 || round === rounds) run.progress?.('growing trees', round, rounds);
    if (stop.isDue(trees.slice(-outputs))) break;
  }
  run.signal.throwIfAborted();
  return trees;
}

/** Grows the tree of one output and moves the margins. */
function nextTree(b: Boosting, output: number, inBag: number, index: number): Tree {
  const g = b.grower;
  const { learningRate, columnShare } = b.settings;
  const { outputs } = b.objective;
  g.rows.set(b.bag);
  const leaves = growTree(g, b.gradients[output], inBag, drawColumns(g.x.width, columnShare, b.seed, index));
  const value = Float64Array.from({ length: leaves }, (_, i) => g.leaves[i].value * learningRate);
  const cover = Uint32Array.from({ length: leaves }, (_, i) => g.leaves[i].count);
  for (let i = 0; i < leaves; i++) {
    const { from, to } = g.leaves[i];
    for (let at = from; at < to; at++) b.margins[g.rows[at] * outputs + output] += value[i];
  }
  for (let i = inBag; i < b.bag.length; i++) {
    const row = b.bag[i];
    b.margins[row * outputs + output] += value[leafOf(g.draft, g.x, row)];
  }
  return finishTree(g.draft, g.binning, value, cover);
}
