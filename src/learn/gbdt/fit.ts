import { setImmediate } from 'node:timers/promises';
import { blocksOf, mwError, random } from '../../core/index.js';
import { ThreadEnded } from '../../kernel/index.js';
import type { BlocksInput, FitInput, FitPath, FitRun, TrainingSet } from '../learner.js';
import { isBagged, startBoosting, threadsFor, usualWorkings, type Boosting, type Workings } from './boosting.js';
import { finishTree } from './draft.js';
import { earlyStop, type EarlyStop } from './early-stop.js';
import { forestOf, type Forest } from './forest.js';
import { growTree } from './grow.js';
import { objectiveOf, type Objective } from './objective.js';
import { settingsOf } from './params.js';
import { predictorOf } from './predictor.js';
import { alignTree } from './align-tree.js';
import { dropoutOf } from './dropout.js';
import { drawOneSide } from './one-side.js';
import { weightedQuantile } from './weighted-quantile.js';
import { drawBag, drawColumns } from './sample.js';
import { boundsOf, scalesOf } from './scales.js';
import { stagesOf, usualStages } from './stages.js';
import { advance, noteSums } from './traveller.js';
import { constantTree, type Tree } from './tree.js';

/** What a caller may choose beside the settings. */
export interface FitOptions {
  /** A loss of one's own. */
  readonly objective?: Objective;
  readonly workings?: Workings;
}

/** Longest work without a turn of the event loop. */
const TURN_MS = 50;

/**
 * Fits a forest by gradient boosting (Friedman 2001) on histograms, leaf by leaf (Ke et al., "LightGBM", NeurIPS 2017), over gradients
 * that are rounded to a grid (Shi et al., "Quantized training of gradient boosting decision trees", NeurIPS 2022), so that sums are exact.
 * Gives the event loop a turn after every tree, and within one every 50 ms; throws the signal's reason once it is aborted.
 */
export async function fitForest(input: FitInput | BlocksInput, run: FitRun, options: FitOptions = {}): Promise<Forest> {
  const { earlyStoppingRounds } = settingsOf(run.params);
  const grown = await grow(input, run, options, (...of) => earlyStop(input.validation, earlyStoppingRounds, ...of));
  const { trees, watch } = grown;
  return forestGrown({ ...grown, trees: trees.slice(0, watch.keep(trees.length)) });
}

function forestGrown({ objective, base, trees, columns }: Omit<Grown<EarlyStop>, 'watch'>): Forest {
  const forest = forestOf(trees, objective.outputs, columns, base);
  return objective.link === undefined ? forest : { ...forest, link: objective.link };
}

/** The margins of the validation rows at several numbers of rounds, by one fit; see {@link stagesOf}. */
export async function fitStages(input: FitInput, run: FitRun, validation: TrainingSet, values?: readonly number[]): Promise<FitPath> {
  const trees = (values ?? usualStages).at(-1)!;
  const own = { ...run, params: { ...run.params, trees } };
  const { watch, ...grown } = await grow(input, own, {}, (...of) => stagesOf(validation, values, ...of));
  return { ...(await watch.path()), predictor: predictorOf(forestGrown(grown)) };
}

interface Grown<W extends EarlyStop> {
  readonly objective: Objective;
  readonly base: Float64Array;
  readonly trees: readonly Tree[];
  /** Of a row. */
  readonly columns: number;
  readonly watch: W;
}

/** Grows trees until there are enough, or the one that watches says so. */
async function grow<W extends EarlyStop>(
  input: FitInput | BlocksInput,
  run: FitRun,
  { objective: own, workings = usualWorkings }: FitOptions,
  watchBy: (objective: Objective, base: Float64Array, breathe: () => Promise<void> | undefined) => W,
): Promise<Grown<W>> {
  const settings = settingsOf(run.params);
  const objective = own ?? objectiveOf(input.task, input.classes, settings);
  let lastTurnMs = performance.now();
  const pause = async (): Promise<void> => {
    await setImmediate();
    run.signal.throwIfAborted();
    lastTurnMs = performance.now();
  };
  const breathe = (): Promise<void> | undefined => (performance.now() - lastTurnMs > TURN_MS ? pause() : undefined);
  run.signal.throwIfAborted();
  const x = 'read' in input.x ? input.x : blocksOf(input.x);
  const threads = threadsFor(x.rows * x.heads.length, run.threads, workings);
  try {
    const boosting = await startBoosting({ ...input, x }, settings, run, objective, workings, threads, pause, breathe);
    const { base } = boosting;
    const watch = watchBy(objective, base, breathe);
    const trees = await boost(boosting, watch, run, pause);
    return { objective, base, trees, columns: x.heads.length, watch };
  } catch (error) {
    if (error instanceof ThreadEnded) throw mwError('MW_LEARN_THREAD', { learner: 'gbdt', reason: error.message }, { cause: error });
    throw error;
  } finally {
    threads?.close();
  }
}

async function boost(b: Boosting, stop: EarlyStop, run: FitRun, pause: () => Promise<void>): Promise<readonly Tree[]> {
  const { trees: rounds, columnShare } = b.settings;
  const { outputs } = b.objective;
  const reportEvery = Math.ceil(rounds / 100);
  const seeds = random(b.seed, 'gbdt', 'rounding');
  const trees: Tree[] = [];
  const dropout = b.settings.boosting === 'dart' ? dropoutOf(b) : undefined;
  await b.booster.drawBag(false);
  for (let round = 1; round <= rounds; round++) {
    const rate = b.settings.learningRate * (dropout === undefined ? 1 : await dropout.takeOut(trees));
    const inBag = beginRound(b, round);
    let grown = 0;
    for (let k = 0; k < outputs; k++) {
      const tree = b.learns[k] ? await nextTree(b, k, inBag, round, trees, rate, seeds.int(2 ** 32)) : constantTree(inBag);
      grown += tree.column.length;
      trees.push(tree);
      await pause();
    }
    if (dropout) await dropout.putBack(trees);
    const drawsDiffer = isBagged(b.settings) || columnShare < 1 || dropout !== undefined;
    if (grown === 0 && !drawsDiffer) return trees.slice(0, -outputs);
    if (round % reportEvery === 0 || round === rounds) run.progress?.('growing trees', round, rounds);
    if (await stop.isDue(trees.slice(-outputs))) break;
  }
  run.signal.throwIfAborted();
  return dropout === undefined ? trees : dropout.settled(trees);
}

/** New gradients of all outputs, and the rows that this round sees; returns how many. */
function beginRound({ booster, objective, settings, seed, rows, y, weights, base, traveller }: Boosting, round: number): number {
  if (traveller) return rows;
  const gradients = Array.from(base, (_, k) => booster.gradients(k));
  objective.gradients(booster.margins, y, weights, gradients);
  const { oneSide, topShare, otherShare, rowShare, learningRate } = settings;
  if (!oneSide) return rowShare < 1 ? drawBag(rowShare, seed, round, booster.bag) : rows;
  // First trees are far from their targets: all rows matter until about one whole step is taken, as in LightGBM.
  if (round > 1 / learningRate) return drawOneSide(gradients, topShare, otherShare, seed, round, booster.bag);
  booster.bag.fill(1);
  return rows;
}

/** Grows the tree of one output and moves the margins. */
async function nextTree(
  b: Boosting,
  output: number,
  inBag: number,
  round: number,
  trees: readonly Tree[],
  rate: number,
  seed: number,
): Promise<Tree> {
  const { booster, grower: g, traveller } = b;
  const { columnShare, minGain, linearLeaves } = b.settings;
  if (g.binning.columns.length === 0) return constantTree(inBag);
  if (traveller) {
    await advance(traveller, booster, g.leaves, trees.at(-1)?.value.length ?? 0, seed);
    noteSums(traveller, booster);
  } else {
    const bounds = boundsOf(booster.gradients(output));
    if (bounds === undefined) throw mwError('MW_LEARN_DIVERGED', { learner: 'gbdt', round });
    await booster.drawBag(isBagged(b.settings));
    await booster.load(output, scalesOf(b.precision, bounds, b.rows), seed);
  }
  const leaves = await growTree(g, inBag, drawColumns(g.binning.columns.length, columnShare, b.seed, trees.length));
  if (b.objective.leafQuantile !== undefined) renewValues(b, leaves, b.objective.leafQuantile);
  for (let i = 0; i < leaves; i++) booster.values[i] = g.leaves[i].value * rate;
  if (!traveller && !linearLeaves) await booster.moveMargins(leaves, output);
  const cover = Uint32Array.from({ length: leaves }, (_, i) => g.leaves[i].count);
  const tree = finishTree(g.draft, g.binning, minGain, booster.values.slice(0, leaves), cover);
  return linearLeaves ? alignTree(b, tree, output, rate, trees.length < b.objective.outputs) : tree;
}

/** Gives leaves the quantile of what is left of their rows, kept within their range. A tree of one leaf stays at zero. */
function renewValues({ booster, grower: g, y, weights }: Boosting, leaves: number, quantile: number): void {
  if (leaves === 1) return;
  for (let i = 0; i < leaves; i++) {
    const rows = booster.rowsOf(i);
    const rests = Float64Array.from(rows, (row) => y[row] - booster.margins[row]);
    const of = weights && Float64Array.from(rows, (row) => weights[row]);
    const leaf = g.leaves[i];
    leaf.value = Math.min(leaf.high, Math.max(leaf.low, weightedQuantile(rests, of, quantile)));
  }
}
