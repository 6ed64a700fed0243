import type { BoostPlan } from './plan.js';
import { boosterOn } from './on-memory.js';
import { runPlain } from './plain/run.js';
import { roomOf } from './room.js';
import { alone, threadKernel, type Threads } from '../threads/team.js';
import { viewsOf } from '../threads/views.js';
import { boostModules } from './wasm.js';
import { writePlan } from './write-plan.js';

/** What the search of a leaf needs to know. */
export interface LeafFacts {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
  /** Range of values that is left to it. */
  readonly low: number;
  readonly high: number;
  /** Least hessian of a side. */
  readonly leastHessian: number;
  /** Gain of the unsplit leaf, which a split has to beat. */
  readonly shift: number;
}

/** The best split of a leaf. */
export interface FoundSplit {
  readonly gain: number;
  readonly column: number;
  /** Numbers: bins up to this one go left. Categories: -1. */
  readonly bin: number;
  readonly missingLeft: boolean;
  /** Whether the leaf has missing values in the column. */
  readonly missingSeen: boolean;
  readonly leftGradient: number;
  readonly leftHessian: number;
  /** Categories: the bins that go left. */
  readonly group: Int32Array;
}

/** One leaf to search: its number, the slot of its histogram and its sums. */
export interface LeafSearch {
  readonly leaf: number;
  readonly slot: number;
  readonly sums: LeafFacts;
}

/** Quantised gradient = real × scale. Powers of two, so that nothing is lost on the way back. */
export interface Scales {
  readonly gradient: number;
  readonly hessian: number;
}

/** A loss whose margins travel with the rows: the kernels know it. */
export type TravellingLoss = 'binary' | 'squared';

/** Some phases take long on other threads: then they give a promise. */
export type Phase = Promise<void> | undefined;

/**
 * The stages of histogram boosting over one memory: rows as records of bins that carry their quantised gradient and are moved, not
 * pointed to. All sums are exact, so that results depend neither on the number of threads nor on which kernels run.
 */
export interface Booster {
  /** How many rows the stage holds. */
  readonly stageRows: number;
  /** Where the values of a column are put before they are binned. */
  stage(column: number): Float64Array | Int32Array | Uint8Array;
  /** Bins the `count` rows on the stage as rows `first` and following. */
  bin(first: number, count: number): Phase;
  /** Per row: its number, and after it its state (`states[2 row + 1]`). Only before the first tree. */
  readonly travel: Uint32Array;
  readonly states: Float32Array;
  /** Rows × outputs. */
  readonly margins: Float64Array;
  /** Gradient and hessian of each row, per output. */
  gradients(output: number): Float64Array;
  /** Marks the rows of the next bag. */
  readonly bag: Uint8Array;
  /** Puts all rows into the root: those of the bag, or all. */
  drawBag(bagged: boolean): Phase;
  /** Gives the rows in the bag their gradients of one output and sums the root's histogram into slot 0. */
  load(output: number, scales: Scales, seed: number): Phase;
  /** For margins that travel: moves them by the last tree's `leaves` values, then as {@link Booster.load}. */
  advance(loss: TravellingLoss, leaves: number, scales: Scales, seed: number): Phase;
  /** Sum of quantised |gradient|, and of the hessian (binary) or the largest |gradient| (squared). */
  advanced(): readonly [number, number];
  /** A byte per bin of the splitting column: 1 goes left. */
  readonly goesLeft: Uint8Array;
  /** Moves the rows of leaf `left` to itself and to leaf `right`, and sums one of them into a slot. */
  split(left: number, right: number, column: number, summed: 'none' | 'left' | 'right', slot: number): Phase;
  /** Sums a leaf into a slot. */
  sum(leaf: number, slot: number): Phase;
  /** Rows of a leaf that are in the bag. */
  count(leaf: number): number;
  /** Their row numbers, ascending; where margins do not travel. */
  rowsOf(leaf: number): Int32Array;
  /** Takes the summed slot from its parent's (-1: none), which becomes the sibling's, and searches leaves. */
  search(summed: number, parent: number, leaves: readonly LeafSearch[]): Phase;
  /** The best split that the last search found for its leaf of that index; `undefined` when nothing gains. */
  found(index: number): FoundSplit | undefined;
  /** Per column, 1 where a split of the leaf may gain. */
  open(leaf: number): Uint8Array;
  /** Values of the leaves. */
  readonly values: Float64Array;
  /** Adds the values of `leaves` leaves to the margins of their rows, in the bag or not. */
  moveMargins(leaves: number, output: number): Phase;
  /** How many histograms there is room for: at least three. */
  readonly slots: number;
  /** Gradient and hessian of the root. */
  rootSums(): readonly [number, number];
}

const PAGE = 65_536;
const MOST_BYTES = 2 ** 32;
const MOST_PLAIN_BYTES = 2 ** 31;

const cellBytesOf = (plan: BoostPlan): 8 | 16 => (plan.precision === 'double' ? 16 : 8);

/** Bytes that a booster for the plan takes. */
export const boosterBytes = (plan: BoostPlan): number => roomOf(plan, cellBytesOf(plan)).bytes;

/**
 * Opens a booster: memory for the plan. `threads` work with this one where the plan has more than one. `kernels` is for tests; by default
 * WebAssembly where it runs. Throws a `RangeError` when there is not enough memory.
 */
export function openBooster(plan: BoostPlan, kernels: 'wasm' | 'plain' = 'wasm', threads?: Threads): Booster {
  const room = roomOf(plan, cellBytesOf(plan));
  const modules = kernels === 'wasm' ? boostModules(plan, room) : undefined;
  if (modules === undefined) return openPlain(plan);
  if (room.bytes > MOST_BYTES) throw new RangeError(`${room.bytes} bytes are more than a WebAssembly memory holds`);
  const pages = Math.ceil(room.bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const views = viewsOf(memory.buffer);
  writePlan(plan, room, views);
  const kernel = threadKernel(modules, memory);
  const team = threads?.team(kernel, modules, memory) ?? alone((thread) => kernel.run(thread));
  return boosterOn(plan, room, views, team, cellBytesOf(plan));
}

function openPlain(given: BoostPlan): Booster {
  const plan = { ...given, threads: 1 };
  const room = roomOf(plan, 16);
  if (room.bytes > MOST_PLAIN_BYTES) throw new RangeError(`${room.bytes} bytes are more than the plain kernels address`);
  const views = viewsOf(new ArrayBuffer(Math.ceil(room.bytes / PAGE) * PAGE));
  writePlan(plan, room, views);
  return boosterOn(
    plan,
    room,
    views,
    alone((thread) => runPlain(views, thread)),
    16,
  );
}
