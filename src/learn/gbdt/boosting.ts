import { gathered, mwError, type Matrix } from '../../core/index.js';
import { boosterBytes, openBooster, startThreads, type Booster, type BoostPlan, type Precision, type Threads } from '../../kernel/index.js';
import type { BlocksInput, FitRun } from '../learner.js';
import { classesOf, classTotals } from '../priors.js';
import { findBins, type Pause } from './bin.js';
import { fillBooster, planColumn } from './fill.js';
import { grower, type Grower } from './grow.js';
import { interactionGroups } from './interactions.js';
import { directionsOf } from './monotone.js';
import type { Objective } from './objective.js';
import type { GbdtSettings } from './params.js';
import { refuseTogether } from './refuse-together.js';
import { rowWeights } from './row-weights.js';
import { startTraveller, type Traveller } from './traveller.js';

/** All that the rounds of one fit share. */
export interface Boosting {
  readonly settings: GbdtSettings;
  readonly seed: number;
  readonly rows: number;
  readonly objective: Objective;
  /** The rows themselves, where margins are moved by walking down trees; else none of them. */
  readonly x: Matrix;
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

export const usualWorkings: Workings = { kernels: 'wasm', exactRows: 65_536, cellsPerThread: 500_000, histogramBytes: 2 ** 30 };

/** All threads meet after every stage: more of them than this have not been measured. */
const MOST_THREADS = 16;

/** Starts the threads beside this one that so many cells keep busy; `undefined` where this one is enough. Whoever calls closes them. */
export function threadsFor(cells: number, most: number, { cellsPerThread }: Workings): Threads | undefined {
  const count = Math.min(most, MOST_THREADS, Math.floor(cells / cellsPerThread));
  return count > 1 ? startThreads(count - 1) : undefined;
}

/** Bins the columns and sets the margins to where boosting starts. Monotone features and targets are checked first. */
export async function startBoosting(
  input: BlocksInput,
  settings: GbdtSettings,
  run: FitRun,
  objective: Objective,
  workings: Workings,
  threads: Threads | undefined,
  pause: Pause,
  breathe: () => Promise<void> | undefined,
): Promise<Boosting> {
  const { task, classes, x, y } = input;
  const directions = directionsOf(settings.monotone, x.heads);
  refuseTogether(settings, objective);
  checkTargets(y, objective, settings, '');
  if (input.validation) checkTargets(input.validation.y, objective, settings, ' for the validation rows');
  const balanced = settings.balance && task !== 'regression' ? classesOf(task, classes) : 0;
  const weights = rowWeights(y, input.weights, balanced);
  const base = objective.base(y, weights);
  run.progress?.('finding bins');
  const binning = await findBins(x, settings.bins, run.seed, pause);
  const used = Int8Array.from(binning.columns, (bins) => directions[bins.column]);
  const groups = interactionGroups(settings.interactions, x.heads, binning);
  const bagged = isBagged(settings);
  const precision = x.rows <= workings.exactRows ? 'double' : objective.unitHessian && weights === undefined ? 'single' : 'pair';
  const travels = precision !== 'double' && objective.travels !== undefined && weights === undefined && !bagged && !looksBack(settings);
  const columns = binning.columns.map((bins, j) => planColumn(bins, x.heads[bins.column], used[j], binning.codes[j]));
  const { leaves } = settings;
  const histogramBytes = Math.min(workings.histogramBytes, (run.memoryBytes ?? Infinity) / 4);
  const plan: BoostPlan = {
    rows: x.rows,
    columns,
    leaves,
    outputs: base.length,
    precision,
    travels,
    bagged,
    threads: 1 + (threads?.count ?? 0),
    histogramBytes,
    settings,
  };
  const looked = looksBack(settings) ? 8 * x.rows * x.heads.length : 0;
  const booster = open(plan, workings, threads, (run.memoryBytes ?? Infinity) - looked);
  await fillBooster(booster, x, binning, pause, run.progress);
  const traveller = travels ? startTraveller(booster, objective.travels!, precision, y, base[0]) : undefined;
  if (!travels) startMargins(booster, base);
  const maxStep = task === 'regression' || settings.maxStep === 0 ? Infinity : settings.maxStep;
  return {
    settings,
    seed: run.seed,
    rows: x.rows,
    objective,
    x: looksBack(settings) ? await gathered(x) : { rows: x.rows, columns: [] },
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

/** Whether margins are moved by walking down trees, and so have to lie in row order. */
const looksBack = ({ boosting, linearLeaves }: GbdtSettings): boolean => boosting === 'dart' || linearLeaves;

function open(plan: BoostPlan, workings: Workings, threads: Threads | undefined, memoryBytes: number): Booster {
  const { rows, columns } = plan;
  const bytes = boosterBytes(plan);
  const [learner, width] = ['gbdt', columns.length];
  if (bytes > memoryBytes) {
    const most = { bytes: Math.max(0, memoryBytes), rows: rowsWithin(plan, memoryBytes) };
    throw mwError('MW_LEARN_MEMORY', { learner, rows, columns: width, bytes, most });
  }
  try {
    return openBooster(plan, workings.kernels, threads);
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

/** Throws `MW_LEARN_TARGET` for the first target that the loss cannot have; `whose` tells the rows apart. */
function checkTargets(y: Float64Array, { least }: Objective, { objective }: GbdtSettings, whose: string): void {
  if (least === undefined) return;
  const row = y.findIndex((value) => (least.isMet ? value < least.y : value <= least.y));
  if (row < 0) return;
  const setting = objective === 'auto' && whose === '' ? {} : { setting: `objective "${objective}"${whose}` };
  const due = `${least.isMet ? 'of at least' : 'above'} ${least.y}`;
  throw mwError('MW_LEARN_TARGET', { learner: 'gbdt', ...setting, due, got: y[row], row });
}

/** Rows travel under their number; margins lie in row order. */
function startMargins({ travel, margins }: Booster, base: Float64Array): void {
  for (let row = 0; 2 * row < travel.length; row++) travel[2 * row] = row;
  for (let i = 0; i < margins.length; i++) margins[i] = base[i % base.length];
}
