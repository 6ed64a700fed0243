import { mwError } from '../../core/index.js';
import { boosterBytes, openBooster, type Booster, type BoostPlan, type Precision } from '../../kernel/index.js';
import type { BlocksInput, FitRun } from '../learner.js';
import { classesOf, classTotals } from '../priors.js';
import { findBins, type Pause } from './bin.js';
import { fillBooster, planColumn } from './fill.js';
import { grower, type Grower } from './grow.js';
import { interactionGroups } from './interactions.js';
import { directionsOf } from './monotone.js';
import type { Objective } from './objective.js';
import type { GbdtSettings } from './params.js';
import { rowWeights } from './row-weights.js';
import { startTraveller, type Traveller } from './traveller.js';

/** All that the rounds of one fit share. */
export interface Boosting {
  readonly settings: GbdtSettings;
  readonly seed: number;
  readonly rows: number;
  readonly objective: Objective;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  /** First margins, one per output. */
  readonly base: Float64Array;
  readonly booster: Booster;
  readonly precision: Precision;
  /** Set where margins travel with the rows; else they lie in the booster's `margins`. */
  readonly traveller: Traveller | undefined;
  readonly grower: Grower;
  /** Per output, whether it has something to learn: a class without rows keeps its first margin. */
  readonly learns: readonly boolean[];
}

/** How a fit is carried out. Nothing here changes what is learned, but `exactRows`, and that only by rounding. */
export interface Workings {
  /** WebAssembly where the machine runs it, or its definition in TypeScript. */
  readonly kernels: 'wasm' | 'plain';
  /** Up to so many rows, gradients are kept as doubles: trees are then those of exact arithmetic. */
  readonly exactRows: number;
  /** Cells that make another thread worth its waiting. */
  readonly cellsPerThread: number;
  /** Bytes that the histograms of leaves may take; beyond, some are summed again. */
  readonly histogramBytes: number;
}

export const usualWorkings: Workings = { kernels: 'wasm', exactRows: 65_536, cellsPerThread: 400_000, histogramBytes: 2 ** 30 };

/** Bins the columns and sets the margins to where boosting starts. Monotone features and targets are checked first. */
export async function startBoosting(
  input: BlocksInput,
  settings: GbdtSettings,
  run: FitRun,
  objective: Objective,
  workings: Workings,
  pause: Pause,
  breathe: () => Promise<void> | undefined,
): Promise<Boosting> {
  const { task, classes, x, y } = input;
  const directions = directionsOf(settings.monotone, x.heads);
  checkTargets(y, objective);
  const balanced = settings.balance && task !== 'regression' ? classesOf(task, classes) : 0;
  const weights = rowWeights(y, input.weights, balanced);
  const base = objective.base(y, weights);
  run.progress?.('finding bins');
  const binning = await findBins(x, settings.bins, run.seed, pause);
  const used = Int8Array.from(binning.columns, (bins) => directions[bins.column]);
  const groups = interactionGroups(settings.interactions, x.heads, binning);
  const bagged = isBagged(settings);
  const precision = x.rows <= workings.exactRows ? 'double' : objective.unitHessian && weights === undefined ? 'single' : 'pair';
  const travels = precision !== 'double' && objective.travels !== undefined && weights === undefined && !bagged;
  const columns = binning.columns.map((bins, j) => planColumn(bins, x.heads[bins.column], used[j], binning.codes[j]));
  const { leaves } = settings;
  const histogramBytes = Math.min(workings.histogramBytes, (run.memoryBytes ?? Infinity) / 4);
  const threads = Math.max(1, Math.min(run.threads, Math.floor((x.rows * columns.length) / workings.cellsPerThread)));
  const plan: BoostPlan = {
    rows: x.rows,
    columns,
    leaves,
    outputs: base.length,
    precision,
    travels,
    bagged,
    threads,
    histogramBytes,
    settings,
  };
  const booster = open(plan, workings, run.memoryBytes);
  await fillBooster(booster, x, binning, pause, run.progress);
  const traveller = travels ? startTraveller(booster, objective.travels!, precision, y, base[0]) : undefined;
  if (!travels) startMargins(booster, base);
  const maxStep = task === 'regression' || settings.maxStep === 0 ? Infinity : settings.maxStep;
  return {
    settings,
    seed: run.seed,
    rows: x.rows,
    objective,
    y,
    weights,
    base,
    booster,
    precision,
    traveller,
    grower: grower(booster, binning, used, groups, settings, maxStep, breathe),
    learns: task === 'multiclass' ? Array.from(classTotals(y, undefined, classes), (total) => total > 0) : [true],
  };
}

/** Whether rounds see a share of the rows only. */
export const isBagged = ({ rowShare, oneSide }: GbdtSettings): boolean => rowShare < 1 || oneSide;

function open(plan: BoostPlan, workings: Workings, memoryBytes = Infinity): Booster {
  const { rows, columns } = plan;
  const bytes = boosterBytes(plan);
  const [learner, width] = ['gbdt', columns.length];
  if (bytes > memoryBytes) {
    const most = { bytes: memoryBytes, rows: rowsWithin(plan, memoryBytes) };
    throw mwError('MW_LEARN_MEMORY', { learner, rows, columns: width, bytes, most });
  }
  try {
    return openBooster(plan, workings.kernels);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw mwError('MW_LEARN_MEMORY', { learner, rows, columns: width, bytes }, { cause: error });
  }
}

/** The most rows whose booster takes no more than so many bytes. */
function rowsWithin(plan: BoostPlan, bytes: number): number {
  let [low, high] = [0, plan.rows];
  while (low + 1 < high) {
    const rows = (low + high) >>> 1;
    if (boosterBytes({ ...plan, rows }) <= bytes) low = rows;
    else high = rows;
  }
  return low;
}

/** Throws `MW_LEARN_TARGET` for the first target that the loss cannot have. */
function checkTargets(y: Float64Array, { least }: Objective): void {
  if (least === undefined) return;
  const row = y.findIndex((value) => (least.isMet ? value < least.y : value <= least.y));
  if (row < 0) return;
  throw mwError('MW_LEARN_TARGET', { learner: 'gbdt', due: `${least.isMet ? 'of at least' : 'above'} ${least.y}`, got: y[row], row });
}

/** Rows travel under their number; margins lie in row order. */
function startMargins({ travel, margins }: Booster, base: Float64Array): void {
  for (let row = 0; 2 * row < travel.length; row++) travel[2 * row] = row;
  for (let i = 0; i < margins.length; i++) margins[i] = base[i % base.length];
}
