import {
  BAG,
  BOUNDED,
  CATEGORY,
  CAT_L2,
  CAT_SMOOTH,
  COLUMNS,
  COLUMN_BYTES,
  CUTS,
  DOUBLES,
  FORMAT,
  GOES_LEFT,
  GRADIENTS,
  GRADIENT_AT,
  GROUPS,
  HISTOGRAM_BYTES,
  L1,
  L2,
  LEAVES,
  LOCALS,
  MARGINS,
  MAX_CAT_THRESHOLD,
  MAX_CAT_TO_ONE_HOT,
  MEMBER,
  MIN_DATA_PER_GROUP,
  MIN_HESSIAN,
  MIN_ROWS_PER_LEAF,
  MOST_GROUPED,
  NUMBER,
  NUMBER_WITH_MISSING,
  OPEN,
  OUTPUTS,
  RECORDS,
  RESULTS,
  ROWS,
  SCRATCH,
  SCRATCH_BYTES,
  SEGMENTS,
  SHARDS,
  SHIFT,
  SLOTS,
  STAGE,
  STAGED_BYTES,
  STAGED_CODES,
  STAGED_DOUBLES,
  STRIDE,
  TRAVEL,
  VALUES,
  WIDTH,
} from './layout.js';
import { CONTROL, THREADS } from '../threads/layout.js';
import { TINY } from './gain.js';
import type { BoostPlan } from './plan.js';
import { FORMATS, paddedBounds, stagedSize, type PlacedColumn, type Room } from './room.js';
import type { Views } from '../threads/views.js';

/** Writes the plan and its tables into a booster's memory. */
export function writePlan(plan: BoostPlan, room: Room, { i32, f64, u16 }: Views): void {
  const words: readonly (readonly [number, number])[] = [
    [THREADS, plan.threads],
    [ROWS, plan.rows],
    [WIDTH, plan.columns.length],
    [STRIDE, room.stride],
    [GRADIENT_AT, room.gradientAt],
    [FORMAT, FORMATS[plan.precision]],
    [SHIFT, room.shift],
    [HISTOGRAM_BYTES, room.histogramBytes],
    [MOST_GROUPED, room.mostGrouped],
    [OUTPUTS, plan.outputs],
    [LEAVES, plan.leaves],
    [SCRATCH_BYTES, room.scratchBytes],
    [RECORDS, room.at.records],
    [TRAVEL, room.at.travel],
    [COLUMNS, room.at.columns],
    [GOES_LEFT, room.at.goesLeft],
    [LOCALS, room.at.locals],
    [SLOTS, room.at.slots],
    [RESULTS, room.at.results],
    [GROUPS, room.at.groups],
    [MARGINS, room.at.margins],
    [GRADIENTS, room.at.gradients],
    [OPEN, room.at.open],
    [SEGMENTS, room.at.segments],
    [CUTS, room.at.cuts],
    [SCRATCH, room.at.scratch],
    [BAG, room.at.bag],
    [VALUES, room.at.values],
    [STAGE, room.at.stage],
    [SHARDS, room.at.shards],
  ];
  for (const [word, value] of words) i32[(CONTROL >>> 2) + word] = value;
  writeSettings(plan, f64);
  room.columns.forEach((column, j) => writeColumn(column, (room.at.columns + j * COLUMN_BYTES) >>> 2, i32));
  for (const column of room.columns) writeLookup(column, f64, u16);
  i32.set(shardsOf(plan.rows, plan.threads), room.at.shards >>> 2);
  i32.set(cutsOf(room.columns, plan.threads), room.at.cuts >>> 2);
}

function writeSettings({ settings, columns }: BoostPlan, f64: Float64Array): void {
  const doubles: readonly (readonly [number, number])[] = [
    [L1, settings.l1],
    [L2, settings.l2 + TINY],
    [CAT_SMOOTH, settings.catSmooth],
    [CAT_L2, settings.catL2],
    [MIN_ROWS_PER_LEAF, settings.minRowsPerLeaf],
    [MIN_HESSIAN, settings.minHessian],
    [MAX_CAT_THRESHOLD, settings.maxCatThreshold],
    [MAX_CAT_TO_ONE_HOT, settings.maxCatToOneHot],
    [MIN_DATA_PER_GROUP, settings.minDataPerGroup],
    [BOUNDED, columns.some((c) => c.direction !== 0) ? 1 : 0],
  ];
  for (const [at, value] of doubles) f64[(DOUBLES >>> 3) + at] = value;
}

function writeColumn(c: PlacedColumn, at: number, i32: Int32Array): void {
  const kind = c.code > 0 ? MEMBER : c.kind === 'category' ? CATEGORY : c.missing ? NUMBER_WITH_MISSING : NUMBER;
  const staged = { doubles: STAGED_DOUBLES, codes: STAGED_CODES, bytes: STAGED_BYTES }[c.staged];
  const known = c.missing ? c.size - 1 : c.size;
  const steps = c.staged === 'doubles' ? Math.log2(paddedBounds(c)) : 0;
  const found = [c.stageAt, c.lookupAt, staged, stagedSize(c), steps];
  i32.set([c.firstCell, known, c.size, kind, c.direction, c.place, c.bytes, ...found, c.ownCell, c.code], at);
}

function writeLookup(c: PlacedColumn, f64: Float64Array, u16: Uint16Array): void {
  if (c.lookup instanceof Uint16Array) return u16.set(c.lookup, c.lookupAt >> 1);
  const at = c.lookupAt >>> 3;
  f64.fill(Infinity, at, at + paddedBounds(c));
  f64.set(c.lookup, at);
}

/** First row of each thread, then the number of rows. */
function shardsOf(rows: number, threads: number): Int32Array {
  return Int32Array.from({ length: threads + 1 }, (_, t) => Math.floor((rows * t) / threads));
}

/** What a column costs in the search: its bins, and as much again as sixteen. */
const cost = (c: PlacedColumn): number => (c.code > 0 ? 2 : c.size + 16);

/** First column of each thread in the search, so that each has about as many bins and bundles stay whole, then the number of columns. */
function cutsOf(columns: readonly PlacedColumn[], threads: number): Int32Array {
  const total = columns.reduce((sum, c) => sum + cost(c), 0);
  const cuts = new Int32Array(threads + 1).fill(columns.length);
  let [sum, thread] = [0, 0];
  columns.forEach((c, j) => {
    while (c.code <= 1 && thread < threads && sum >= (total * thread) / threads) cuts[thread++] = j;
    sum += cost(c);
  });
  return cuts;
}
