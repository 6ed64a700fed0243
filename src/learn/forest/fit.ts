import { setImmediate } from 'node:timers/promises';
import { blocksOf, random } from '../../core/index.js';
import { findBins, type Pause } from '../gbdt/bin.js';
import type { FitInput, FitRun } from '../learner.js';
import { bags } from './bag.js';
import { classCriterion } from './class-criterion.js';
import { binColumns, type BinnedColumn } from './columns.js';
import type { Criterion } from './criterion.js';
import { growTree, type Grower } from './grow.js';
import { meanCriterion } from './mean-criterion.js';
import type { ForestModel } from './model.js';
import { judge } from './out-of-bag-figures.js';
import { watchBags, watchTree } from './out-of-bag.js';
import { columnsTried, leastLeaf, type ForestSettings } from './params.js';
import { bestSplit, randomSplit } from './random-split.js';
import { emptySplit } from './split.js';
import { answersOf, targetOf, type Target } from './target.js';
import { toModel } from './to-model.js';
import { noTrees } from './trees.js';

/** The two kinds of forest: the best split of each column that a node tries, or one random split of each. */
export type Splitting = 'best' | 'random';

/**
 * Grows a forest on binned columns. Every tree draws from a stream of its own, named by the learner and the tree. Costs about trees × rows × columns
 * tried × depth visits; gives the event loop a turn every four million of them and throws the signal's reason once it is aborted.
 */
export async function fitForest(
  learner: string,
  splitting: Splitting,
  settings: ForestSettings,
  input: FitInput,
  run: FitRun,
): Promise<ForestModel> {
  const pause: Pause = async () => {
    await setImmediate();
    run.signal.throwIfAborted();
  };
  run.signal.throwIfAborted();
  const target = targetOf(input, settings);
  const binning = await findBins(blocksOf(input.x), settings.bins, run.seed, pause);
  const columns = await binColumns(input.x, binning, answersOf(target), pause);
  const grower = growerOf(input, target, columns, splitting, settings, pause);
  const watch = watchBags(input.x.rows, grower.criterion.outputs, columns);
  const { rows } = input.x;
  const drawBag = bags(rows, Math.max(1, Math.round(settings.rowShare * rows)), settings.bootstrap, target.weights);
  const bag = new Float64Array(rows);
  const reportEvery = Math.ceil(settings.trees / 100);
  for (let tree = 1; tree <= settings.trees; tree++) {
    const draws = random(run.seed, learner, 'tree', tree);
    drawBag(draws, bag);
    await pause();
    grower.criterion.plant(bag);
    await growTree(grower, fillRows(bag, grower.rows), draws);
    await watchTree(watch, grower.trees, bag, pause);
    if (tree % reportEvery === 0 || tree === settings.trees) run.progress?.('growing trees', tree, settings.trees);
  }
  run.signal.throwIfAborted();
  const model = toModel(grower.trees, binning, input.x, target);
  return { ...model, outOfBag: judge(watch, model, input.y, target.weights) };
}

function growerOf(
  { x, task }: FitInput,
  target: Target,
  columns: readonly BinnedColumn[],
  splitting: Splitting,
  settings: ForestSettings,
  pause: Pause,
): Grower {
  const widest = columns.reduce((most, { bins }) => Math.max(most, bins.size), 1);
  const least = leastLeaf(settings.minRowsPerLeaf, x.rows);
  const goesLeft = new Uint8Array(widest);
  const criterion: Criterion =
    target.answer === 'shares' ? classCriterion(target.y, target.classes, widest, least) : meanCriterion(target.y, widest, least);
  return {
    columns,
    criterion,
    search: splitting === 'best' ? bestSplit(criterion) : randomSplit(criterion, emptySplit(widest), goesLeft),
    tried: columnsTried(settings.columnShare, x.columns.length, task),
    leastLeaf: least,
    maxDepth: settings.maxDepth,
    trees: noTrees(criterion.outputs),
    split: emptySplit(widest),
    rows: new Int32Array(x.rows),
    spare: new Int32Array(x.rows),
    goesLeft,
    candidates: Int32Array.from(columns.keys()),
    pause,
    work: 0,
  };
}

/** Writes the rows of positive weight to `rows`, ascending; returns how many. */
function fillRows(bag: Float64Array, rows: Int32Array): number {
  let count = 0;
  for (let row = 0; row < bag.length; row++) {
    rows[count] = row;
    if (bag[row] > 0) count++;
  }
  return count;
}
