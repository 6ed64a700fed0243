import { setImmediate } from 'node:timers/promises';
import type { FitInput, FitRun } from '../learner.js';
import { classesOf, classTotals } from '../priors.js';
import { binMatrix, findBins } from './bin.js';
import { finishTree, leafOf } from './draft.js';
import { earlyStop, type EarlyStop } from './early-stop.js';
import { forestOf, type Forest } from './forest.js';
import { grower, growTree, type Grower } from './grow.js';
import { directionsOf } from './monotone.js';
import { objectiveOf, type Objective } from './objective.js';
import { settingsOf, type GbdtSettings } from './params.js';
import { rowWeights } from './row-weights.js';
import { drawBag, drawColumns } from './sample.js';
import { constantTree, type Tree } from './tree.js';

/** All that the rounds of one fit share. */
interface Boosting {
  readonly settings: GbdtSettings;
  readonly seed: number;
  readonly objective: Objective;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** rows × outputs. */
  readonly margins: Float64Array;
  /** Per output, gradient and hessian of each row. */
  readonly gradients: readonly Float64Array[];
  /** Row numbers: those of the round's bag first. */
  readonly bag: Int32Array;
  readonly grower: Grower;
  /** Per output, whether it has something to learn: a class without rows keeps its first margin. */
  readonly learns: readonly boolean[];
}

/**
 * Fits a forest by gradient boosting (Friedman 2001) on histograms, leaf by leaf (Ke et al., "LightGBM", NeurIPS 2017). Gives the
 * event loop a turn after every tree; throws the signal's reason once it is aborted.
 */
export async function fitForest(input: FitInput, run: FitRun): Promise<Forest> {
  const settings = settingsOf(run.params);
  const objective = objectiveOf(input.task, input.classes);
  const weights = rowWeights(
    input.y,
    input.weights,
    settings.balance && input.task !== 'regression' ? classesOf(input.task, input.classes) : 0,
  );
  const base = objective.base(input.y, weights);
  const boosting = prepare(input, run.seed, settings, objective, weights, base);
  const stop = earlyStop(input.validation, settings.earlyStoppingRounds, objective, base);
  const trees = await boost(boosting, stop, run);
  return forestOf(trees.slice(0, stop.keep(trees.length)), objective.outputs, input.x.columns.length, base);
}

function prepare(
  { task, x, y }: FitInput,
  seed: number,
  settings: GbdtSettings,
  objective: Objective,
  weights: Float64Array | undefined,
  base: Float64Array,
): Boosting {
  const binning = findBins(x, settings.bins, seed);
  const directions = directionsOf(settings.monotone, x, binning);
  const bounded = directions.some((d) => d !== 0);
  const margins = new Float64Array(x.rows * base.length);
  for (let i = 0; i < margins.length; i++) margins[i] = base[i % base.length];
  return {
    settings,
    seed,
    objective,
    y,
    weights,
    margins,
    gradients: Array.from(base, () => new Float64Array(2 * x.rows)),
    bag: Int32Array.from({ length: x.rows }, (_, i) => i),
    grower: grower(binMatrix(x, binning), binning, directions, { ...settings, bounded }),
    learns: Array.from(
      task === 'multiclass' ? classTotals(y, undefined, base.length) : base,
      (total) => task !== 'multiclass' || total > 0,
    ),
  };
}

async function boost(b: Boosting, stop: EarlyStop, run: FitRun): Promise<readonly Tree[]> {
  const { trees: rounds, rowShare, columnShare } = b.settings;
  const { outputs } = b.objective;
  const reportEvery = Math.ceil(rounds / 100);
  const trees: Tree[] = [];
  for (let round = 0; round < rounds; round++) {
    b.objective.gradients(b.margins, b.y, b.weights, b.gradients);
    const inBag = rowShare < 1 ? drawBag(b.bag.length, rowShare, b.seed, round, b.bag) : b.bag.length;
    let grown = 0;
    for (let k = 0; k < outputs; k++) {
      run.signal.throwIfAborted();
      const tree = b.learns[k] ? nextTree(b, k, inBag, round * outputs + k) : constantTree(inBag);
      grown += tree.column.length;
      trees.push(tree);
      await setImmediate();
    }
    const drawsDiffer = rowShare < 1 || columnShare < 1;
    if (grown === 0 && !drawsDiffer) return trees.slice(0, -outputs);
    if (round % reportEvery === 0) run.progress?.('growing trees', round + 1, rounds);
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
