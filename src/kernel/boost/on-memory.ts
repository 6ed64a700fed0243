import type { Booster, FoundSplit, LeafSearch, Scales } from './booster.js';
import {
  ADVANCE_BINARY,
  ADVANCE_SQUARED,
  ARGUMENT,
  BIN,
  CHILD,
  CHILD_DOUBLES,
  DOUBLES,
  DRAW_BAG,
  GRADIENT_SCALE,
  GRADIENT_UNIT,
  HESSIAN_SCALE,
  HESSIAN_UNIT,
  LOAD,
  MOVE_MARGINS,
  RESULT_BYTES,
  SEARCH,
  SEGMENT_BYTES,
  SPLIT,
  SUM,
} from './layout.js';
import { CONTROL, PHASE } from '../threads/layout.js';
import type { BoostPlan } from './plan.js';
import type { Room } from './room.js';
import type { Team } from '../threads/team.js';
import type { Views } from '../threads/views.js';

const SUMMED = { none: 0, left: 1, right: 2 } as const;

/** A booster over memory that holds the plan. `cellBytes` is what its histograms keep per bin. */
export function boosterOn(plan: BoostPlan, room: Room, views: Views, team: Team, cellBytes: 8 | 16): Booster {
  const { rows, outputs, leaves, threads, columns } = plan;
  const { at } = room;
  const { u8, u32, i32, f32, f64 } = views;
  const doubles = (from: number, length: number): Float64Array => f64.subarray(from >>> 3, (from >>> 3) + length);
  const bytes = (from: number, length: number): Uint8Array => u8.subarray(from, from + length);
  const run = (phase: number, ...given: readonly number[]): Promise<void> | undefined => {
    i32[(CONTROL >>> 2) + PHASE] = phase;
    i32.set(given, (CONTROL >>> 2) + ARGUMENT);
    return team.run();
  };
  return {
    stageRows: room.stageRows,
    slots: room.slots,
    stage: (column) => stageOf(views, room, column),
    bin: (first, count) => run(BIN, first, count),
    travel: u32.subarray(at.travel >>> 2, (at.travel >>> 2) + 2 * rows),
    states: f32.subarray(at.travel >>> 2, (at.travel >>> 2) + 2 * rows),
    margins: doubles(at.margins, plan.travels ? 0 : rows * outputs),
    gradients: (output) => doubles(at.gradients + 16 * rows * output, 2 * rows),
    bag: bytes(at.bag, plan.bagged ? rows : 0),
    drawBag: (bagged) => run(DRAW_BAG, bagged ? 1 : 0),
    load: (output, scales, seed) => {
      writeScales(f64, scales);
      return run(LOAD, output, seed);
    },
    advance: (loss, moved, scales, seed) => {
      writeScales(f64, scales);
      return run(loss === 'binary' ? ADVANCE_BINARY : ADVANCE_SQUARED, moved, seed);
    },
    advanced: () => {
      return Array.from({ length: threads }, (_, t) => doubles(at.results + t * 2 * RESULT_BYTES, 2)).reduce<readonly [number, number]>(
        ([sum, second], [more, other]) => [sum + more, plan.precision === 'single' ? Math.max(second, other) : second + other],
        [0, 0],
      );
    },
    goesLeft: bytes(at.goesLeft, Math.max(256, ...columns.map((c) => c.size))),
    split: (left, right, column, summed, slot) => run(SPLIT, left, right, column, SUMMED[summed], slot),
    sum: (leaf, slot) => run(SUM, leaf, slot),
    count: (leaf) => {
      let count = 0;
      for (let t = 0; t < threads; t++) count += i32[(at.segments + (t * leaves + leaf) * SEGMENT_BYTES + 4) >>> 2];
      return count;
    },
    rowsOf: (leaf) => rowsOf(views, room, plan, leaf),
    search: (summed, parent, searched) => {
      searched.forEach((one, child) => writeChild(f64, child, one));
      const [first, second] = searched;
      return run(SEARCH, summed, parent, first?.leaf ?? -1, first?.slot ?? 0, second?.leaf ?? -1, second?.slot ?? 0);
    },
    found: (child) => bestOf(views, room, threads, child),
    open: (leaf) => bytes(at.open + leaf * columns.length, columns.length),
    values: doubles(at.values, leaves),
    moveMargins: (moved, output) => run(MOVE_MARGINS, moved, output),
    rootSums: () => sumsOf(views, room, threads, room.columns[0].cells, cellBytes),
  };
}

function stageOf({ u8, i32, f64 }: Views, { columns, at, stageRows }: Room, column: number): Float64Array | Int32Array | Uint8Array {
  const { staged, stageAt } = columns[column];
  const from = at.stage + stageAt;
  if (staged === 'doubles') return f64.subarray(from >>> 3, (from >>> 3) + stageRows);
  return staged === 'codes' ? i32.subarray(from >>> 2, (from >>> 2) + stageRows) : u8.subarray(from, from + stageRows);
}

function writeScales(f64: Float64Array, { gradient, hessian }: Scales): void {
  f64[(DOUBLES >>> 3) + GRADIENT_SCALE] = gradient;
  f64[(DOUBLES >>> 3) + HESSIAN_SCALE] = hessian;
  f64[(DOUBLES >>> 3) + GRADIENT_UNIT] = 1 / gradient;
  f64[(DOUBLES >>> 3) + HESSIAN_UNIT] = 1 / hessian;
}

function writeChild(f64: Float64Array, child: number, { sums }: LeafSearch): void {
  const { gradient, hessian, rows, low, high, leastHessian, shift } = sums;
  f64.set([gradient, hessian, rows, low, high, leastHessian, shift], (DOUBLES >>> 3) + CHILD + child * CHILD_DOUBLES);
}

/** The best of what the threads found; of equal gains the first column wins, and threads have their columns in order. */
function bestOf({ f64, i32 }: Views, { at, mostGrouped }: Room, threads: number, child: number): FoundSplit | undefined {
  const resultOf = (thread: number): number => (at.results + (thread * 2 + child) * RESULT_BYTES) >>> 3;
  let best = 0;
  for (let t = 1; t < threads; t++) if (f64[resultOf(t)] > f64[resultOf(best)]) best = t;
  const result = resultOf(best);
  const gain = f64[result] - f64[(DOUBLES >>> 3) + CHILD + child * CHILD_DOUBLES + 6];
  if (!(gain > 0)) return undefined;
  const group = (at.groups + (best * 2 + child) * mostGrouped * 4) >>> 2;
  return {
    gain,
    column: f64[result + 1],
    bin: f64[result + 2],
    missingLeft: f64[result + 3] === 1,
    missingSeen: f64[result + 4] === 1,
    leftGradient: f64[result + 5],
    leftHessian: f64[result + 6],
    group: i32.slice(group, group + f64[result + 7]),
  };
}

/** Row numbers of a leaf that are in the bag, ascending. */
function rowsOf({ i32, u32 }: Views, { at }: Room, { threads, leaves }: BoostPlan, leaf: number): Int32Array {
  const segments = Array.from({ length: threads }, (_, t) => (at.segments + (t * leaves + leaf) * SEGMENT_BYTES) >>> 2);
  const rows = new Int32Array(segments.reduce((sum, s) => sum + i32[s + 1], 0));
  let to = 0;
  for (const s of segments) for (let i = i32[s]; i < i32[s] + i32[s + 1]; i++) rows[to++] = u32[(at.travel >>> 2) + 2 * i];
  return rows.toSorted();
}

/** Sums the first column of the root's histograms, one of each thread. */
function sumsOf({ f64 }: Views, room: Room, threads: number, bins: number, cellBytes: number): readonly [number, number] {
  const { at, shift, histogramBytes } = room;
  const own = Array.from({ length: threads }, (_, t) => (threads > 1 ? at.locals + t * histogramBytes : at.slots));
  if (cellBytes === 16) {
    let [gradient, hessian] = [0, 0];
    for (const from of own) {
      for (let cell = from >>> 3; cell < (from >>> 3) + 2 * bins; cell += 2) {
        gradient += f64[cell];
        hessian += f64[cell + 1];
      }
    }
    return [gradient, hessian];
  }
  const sum = own.flatMap((from) => [...new BigInt64Array(f64.buffer, from, bins)]).reduce((a, b) => a + b, 0n);
  const unit = (index: number): number => f64[(DOUBLES >>> 3) + index];
  return [Number(sum >> BigInt(shift)) * unit(GRADIENT_UNIT), Number(BigInt.asUintN(shift, sum)) * unit(HESSIAN_UNIT)];
}
