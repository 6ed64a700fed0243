/**
 * The stages of histogram boosting over records: rows of bins that carry their quantised gradient and are moved, not pointed to.
 * AssemblyScript: `scripts/build-kernels.mjs` compiles it, `src/kernel/boost/` calls it and says the same in plain TypeScript.
 */
import {
  ADVANCE_BINARY,
  ADVANCE_SQUARED,
  BAG,
  BIN,
  CATEGORY,
  CHUNK,
  COLUMNS,
  COLUMN_BYTES,
  CUTS,
  DRAW_BAG,
  FORMAT,
  GOES_LEFT,
  GRADIENTS,
  GRADIENT_AT,
  GRADIENT_SCALE,
  GRADIENT_UNIT,
  HESSIAN_SCALE,
  HESSIAN_UNIT,
  HISTOGRAM_BYTES,
  LEAVES,
  LOAD,
  LOCALS,
  MARGINS,
  MEMBER,
  MOVE_MARGINS,
  NUMBER_WITH_MISSING,
  OPEN,
  OUTPUTS,
  RECORDS,
  RESULTS,
  RESULT_BYTES,
  ROWS,
  SCRATCH,
  SCRATCH_BYTES,
  SEARCH,
  SEGMENTS,
  SEGMENT_BYTES,
  SHARDS,
  SLOTS,
  SPLIT,
  STAGE,
  STRIDE,
  SUM,
  TRAVEL,
  VALUES,
  WIDTH,
} from '../../src/kernel/boost/layout';
import { bin } from './boost/bins';
import { advanceBinary, advanceSquared, loadGradients } from './boost/gradients';
import { add, subtract } from './boost/histogram';
import { partition, partitionByRow } from './boost/partition';
import { beginSearch } from './boost/search';
import { searchGroup } from './boost/search-category';
import { searchMember, searchThreshold } from './boost/search-number';
import { address, argument, double, word } from './boost/words';
import { PHASE, THREADS } from '../../src/kernel/threads/layout';
import { endTurn, nextTurn } from './threads/turns';

export { begin, ended } from './threads/turns';

/** Adds the records from `records` to `end` to a histogram; made for the columns at hand. */
// @ts-ignore: decorator
@external('kernel', 'sum')
declare function sum(records: usize, end: usize, histogram: usize): void;

// @ts-ignore: decorator
@inline
function segment(thread: i32, leaf: i32): usize {
  return address(SEGMENTS) + (thread * word(LEAVES) + leaf) * SEGMENT_BYTES;
}

// @ts-ignore: decorator
@inline
function recordAt(index: i32): usize {
  return address(RECORDS) + <usize>index * <usize>word(STRIDE);
}

// @ts-ignore: decorator
@inline
function travelAt(index: i32): usize {
  return address(TRAVEL) + (<usize>index << 3);
}

// @ts-ignore: decorator
@inline
function column(index: i32): usize {
  return address(COLUMNS) + index * COLUMN_BYTES;
}

/** Where a thread sums: alone, straight into the leaf's histogram. */
function ownHistogram(thread: i32, slot: i32): usize {
  return word(THREADS) > 1 ? address(LOCALS) + thread * word(HISTOGRAM_BYTES) : address(SLOTS) + slot * word(HISTOGRAM_BYTES);
}

/** Argument 0: the first row of the stage, 1: its rows. */
function runBin(thread: i32): void {
  const staged = argument(1);
  const threads = word(THREADS);
  const until = <i32>((<i64>staged * (thread + 1)) / threads);
  for (let from = <i32>((<i64>staged * thread) / threads); from < until; from += CHUNK) {
    const count = min(CHUNK, until - from);
    for (let j = 0; j < word(WIDTH); j++) {
      const c = column(j);
      const stagedColumn = load<i32>(c, 28);
      const size = load<i32>(c, 40);
      const at = address(STAGE) + stagedColumn + from * size;
      const to = recordAt(argument(0) + from) + load<i32>(c, 20);
      bin(at, count, load<i32>(c, 36), load<i32>(c, 32), load<i32>(c, 44), load<i32>(c, 4), to, word(STRIDE), load<i32>(c, 24) == 2, load<i32>(c, 52));
    }
  }
}

/** Argument 0: the output, 1: the seed. Gives the bag's records their gradients and sums the root. */
function runLoad(thread: i32): void {
  const own = segment(thread, 0);
  const histogram = ownHistogram(thread, 0);
  memory.fill(histogram, 0, word(HISTOGRAM_BYTES));
  const gradients = address(GRADIENTS) + <usize>argument(0) * <usize>word(ROWS) * 16;
  const end = load<i32>(own) + load<i32>(own, 4);
  for (let from = load<i32>(own); from < end; from += CHUNK) {
    const count = min(CHUNK, end - from);
    const at = recordAt(from);
    loadGradients(
      at + word(GRADIENT_AT),
      word(STRIDE),
      travelAt(from),
      count,
      gradients,
      word(FORMAT),
      double(GRADIENT_SCALE),
      double(HESSIAN_SCALE),
      double(GRADIENT_UNIT),
      double(HESSIAN_UNIT),
      argument(1),
    );
    sum(at, at + <usize>count * word(STRIDE), histogram);
  }
}

/** Argument 0: leaves of the last tree, 1: the seed, 2: whether a tree follows. Moves what travels by the leaves' values and sums the root. */
function runAdvance(thread: i32, squared: bool): void {
  const histogram = ownHistogram(thread, 0);
  const sums = address(RESULTS) + thread * 2 * RESULT_BYTES;
  const scale = double(GRADIENT_SCALE);
  const hessianScale = double(HESSIAN_SCALE);
  store<f64>(sums, 0);
  store<f64>(sums, 0, 8);
  memory.fill(histogram, 0, word(HISTOGRAM_BYTES));
  for (let leaf = 0; leaf < argument(0); leaf++) {
    const own = segment(thread, leaf);
    const value = <f32>load<f64>(address(VALUES) + (leaf << 3));
    const end = load<i32>(own) + load<i32>(own, 4);
    for (let from = load<i32>(own); from < end; from += CHUNK) {
      const count = min(CHUNK, end - from);
      const at = recordAt(from);
      const gradient = at + word(GRADIENT_AT);
      if (squared) advanceSquared(gradient, word(STRIDE), travelAt(from), count, value, scale, sums);
      else advanceBinary(gradient, word(STRIDE), travelAt(from), count, value, <f32>scale, <f32>hessianScale, argument(1), sums);
      sum(at, at + <usize>count * word(STRIDE), histogram);
    }
  }
  const root = segment(thread, 0);
  const shards = address(SHARDS) + (thread << 2);
  store<i32>(root, load<i32>(shards));
  store<i32>(root, load<i32>(shards, 4) - load<i32>(shards), 4);
}

/**
 * Argument 0: the leaf, which becomes the left child, 1: the right child, 2: the column, 3: which child's histogram to sum (0 none,
 * 1 left, 2 right), 4: its slot. Moves the records and sums one child.
 */
function runSplit(thread: i32): void {
  const left = segment(thread, argument(0));
  const right = segment(thread, argument(1));
  const c = column(argument(2));
  const spare = address(SCRATCH) + thread * word(SCRATCH_BYTES);
  for (let part = 0; part < 16; part += 8) {
    const from = load<i32>(left + part);
    const count = load<i32>(left + part, 4);
    const middle = partition(
      recordAt(from),
      word(STRIDE),
      travelAt(from),
      count,
      load<i32>(c, 20),
      load<i32>(c, 24),
      address(GOES_LEFT),
      spare,
    );
    store<i32>(left + part, middle, 4);
    store<i32>(right + part, from + middle);
    store<i32>(right + part, count - middle, 4);
  }
  const which = argument(3);
  if (which == 0) return;
  sumSegment(thread, which == 1 ? left : right, argument(4));
}

function sumSegment(thread: i32, summed: usize, slot: i32): void {
  const histogram = ownHistogram(thread, slot);
  memory.fill(histogram, 0, word(HISTOGRAM_BYTES));
  const from = load<i32>(summed);
  const count = load<i32>(summed, 4);
  if (count > 0) sum(recordAt(from), recordAt(from + count), histogram);
}

/**
 * Argument 0: the slot of the summed child, 1: that of its parent, which becomes its sibling's (-1: there is none), 2 and 4: which
 * children to search, as leaves (-1: not), 3 and 5: their slots. Every thread has its own columns.
 */
function runSearch(thread: i32): void {
  const cuts = address(CUTS) + (thread << 2);
  const first = load<i32>(cuts);
  const last = load<i32>(cuts, 4);
  const bytes = word(HISTOGRAM_BYTES);
  if (first < last) {
    const from = load<i32>(column(first), 48);
    const until = last < word(WIDTH) ? load<i32>(column(last), 48) : bytes;
    const summed = address(SLOTS) + argument(0) * bytes + from;
    if (word(THREADS) > 1) {
      memory.copy(summed, address(LOCALS) + from, until - from);
      for (let t = 1; t < word(THREADS); t++) add(summed, address(LOCALS) + t * bytes + from, until - from, word(FORMAT));
    }
    if (argument(1) >= 0) subtract(address(SLOTS) + argument(1) * bytes + from, summed, until - from, word(FORMAT));
  }
  for (let child = 0; child < 2; child++) {
    const leaf = argument(2 + 2 * child);
    if (leaf < 0) continue;
    beginSearch(thread, child);
    searchColumns(thread, leaf, address(SLOTS) + argument(3 + 2 * child) * bytes, first, last);
  }
}

function searchColumns(thread: i32, leaf: i32, histogram: usize, first: i32, last: i32): void {
  const scratch = address(SCRATCH) + thread * word(SCRATCH_BYTES);
  for (let j = first; j < last; j++) {
    const open = address(OPEN) + leaf * word(WIDTH) + j;
    if (!load<u8>(open)) continue;
    const c = column(j);
    const cells = histogram + load<i32>(c);
    const bins = load<i32>(c, 4);
    const kind = load<i32>(c, 12);
    let found: bool;
    if (kind == CATEGORY) found = searchGroup(cells, j, bins, scratch);
    else if (kind == MEMBER) found = searchMember(cells, j, load<i32>(c, 16));
    else found = searchThreshold(cells, j, bins, kind == NUMBER_WITH_MISSING, load<i32>(c, 16));
    store<u8>(open, <u8>found);
  }
}

/** Argument 0: leaves, 1: the output. Adds each leaf's value to the margins of its rows, in the bag or not. */
function runMoveMargins(thread: i32): void {
  const outputs = <usize>word(OUTPUTS);
  const margins = address(MARGINS) + (argument(1) << 3);
  for (let leaf = 0; leaf < argument(0); leaf++) {
    const own = segment(thread, leaf);
    const value = load<f64>(address(VALUES) + (leaf << 3));
    for (let part = 0; part < 16; part += 8) {
      const from = load<i32>(own + part);
      const end = from + load<i32>(own + part, 4);
      for (let i = from; i < end; i++) {
        const at = margins + ((<usize>load<u32>(travelAt(i)) * outputs) << 3);
        store<f64>(at, load<f64>(at) + value);
      }
    }
  }
}

/** Argument 0: whether only some rows are in the bag. Puts the thread's records into the root: those of the bag first. */
function runDrawBag(thread: i32): void {
  const root = segment(thread, 0);
  const shards = address(SHARDS) + (thread << 2);
  const from = load<i32>(shards);
  const count = load<i32>(shards, 4) - from;
  const inBag = argument(0) ? partitionByRow(recordAt(from), word(STRIDE), travelAt(from), count, address(BAG)) : count;
  store<i32>(root, from);
  store<i32>(root, inBag, 4);
  store<i32>(root, from + inBag, 8);
  store<i32>(root, count - inBag, 12);
}

/** Runs one thread's share of the phase that the control block names. */
export function run(thread: i32): void {
  const phase = word(PHASE);
  if (phase == SPLIT) runSplit(thread);
  else if (phase == SEARCH) runSearch(thread);
  else if (phase == LOAD) runLoad(thread);
  else if (phase == ADVANCE_BINARY) runAdvance(thread, false);
  else if (phase == ADVANCE_SQUARED) runAdvance(thread, true);
  else if (phase == MOVE_MARGINS) runMoveMargins(thread);
  else if (phase == BIN) runBin(thread);
  else if (phase == DRAW_BAG) runDrawBag(thread);
  else if (phase == SUM) sumSegment(thread, segment(thread, argument(0)), argument(1));
}

/** Runs this thread's share of every phase after turn `seen`, until it is told to stop. */
export function serve(thread: i32, seen: i32, spins: i32): void {
  for (;;) {
    seen = nextTurn(seen, spins);
    if (seen < 0) return;
    run(thread);
    endTurn();
  }
}
