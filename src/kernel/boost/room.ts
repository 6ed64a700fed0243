import { CHUNK, COLUMN_BYTES, DOUBLE, FREE, PAIR, RESULT_BYTES, SEGMENT_BYTES, SINGLE } from './layout.js';
import type { BoostPlan, PlanColumn, Precision } from './plan.js';

/** Where a column lies in records, histograms and the stage. */
export interface PlacedColumn extends PlanColumn {
  readonly place: number;
  readonly bytes: 1 | 2;
  /** First byte of its cells in a histogram: of a bundle's member, of its second bin. */
  readonly firstCell: number;
  /** First byte and number of the cells that share its byte in the record. */
  readonly ownCell: number;
  readonly cells: number;
  readonly stageAt: number;
  /** Address of its lookup. */
  readonly lookupAt: number;
}

/** The addresses and sizes of a booster's memory. */
export interface Room {
  readonly columns: readonly PlacedColumn[];
  readonly stride: number;
  readonly gradientAt: number;
  readonly histogramBytes: number;
  readonly shift: number;
  readonly stageRows: number;
  readonly scratchBytes: number;
  readonly mostGrouped: number;
  readonly slots: number;
  readonly at: Readonly<Record<Area, number>>;
  readonly bytes: number;
}

type Area =
  | 'records'
  | 'travel'
  | 'columns'
  | 'goesLeft'
  | 'locals'
  | 'slots'
  | 'results'
  | 'groups'
  | 'margins'
  | 'gradients'
  | 'open'
  | 'segments'
  | 'cuts'
  | 'scratch'
  | 'bag'
  | 'values'
  | 'stage'
  | 'shards';

/** The word of each precision. */
export const FORMATS = { double: DOUBLE, pair: PAIR, single: SINGLE } as const;

const STAGE_BYTES = 8_388_608;
const LINE = 64;
/** Widths that the packed search needs: a gradient has to fit into 52 bits. */
const LEAST_SHIFT = 12;

/** Bits of the hessian sum in a packed cell: where every hessian is 1, as many as the count of rows takes. */
export function hessianBits(precision: Precision, rows: number): number {
  return precision === 'single' ? Math.max(LEAST_SHIFT, 32 - Math.clz32(rows)) : 32;
}

/** Lays out the memory. `cellBytes` is what a histogram keeps per bin. */
export function roomOf(plan: BoostPlan, cellBytes: 8 | 16): Room {
  const { rows, leaves, threads, outputs } = plan;
  const take = taker();
  const at: Partial<Record<Area, number>> = {};
  const widest = plan.columns.reduce((most, c) => Math.max(most, c.size), 1);
  const mostGrouped = Math.min(widest, plan.settings.maxCatThreshold);
  const scratchBytes = roundUp(48 * widest + CHUNK, LINE);
  const lookups = plan.columns.map((c) => take(c.staged === 'doubles' ? 8 * paddedBounds(c) : 2 * c.lookup.length));
  const { columns, binBytes, stageRows, stageBytes, histogramBytes } = placeColumns(plan, lookups, cellBytes);
  const gradientBytes = plan.precision === 'double' ? 16 : 4;
  const stride = roundUp(binBytes + gradientBytes, 16);
  const slots = slotsOf(plan, histogramBytes);
  const sizes: Readonly<Record<Area, number>> = {
    columns: columns.length * COLUMN_BYTES,
    shards: 4 * (threads + 1),
    cuts: 4 * (threads + 1),
    segments: threads * leaves * SEGMENT_BYTES,
    results: threads * 2 * RESULT_BYTES,
    groups: threads * 2 * mostGrouped * 4,
    goesLeft: Math.max(256, widest),
    open: leaves * columns.length,
    values: 8 * leaves,
    scratch: threads * scratchBytes,
    locals: threads > 1 ? threads * histogramBytes : 0,
    slots: slots * histogramBytes,
    travel: 8 * rows + 32,
    records: rows * stride,
    bag: plan.bagged ? rows : 0,
    margins: plan.travels ? 0 : 8 * rows * outputs,
    gradients: plan.travels ? 0 : 16 * rows * outputs,
    stage: stageBytes,
  };
  for (const [area, bytes] of Object.entries(sizes) as [Area, number][]) at[area] = take(bytes);
  return {
    columns,
    stride,
    gradientAt: stride - gradientBytes,
    histogramBytes,
    shift: hessianBits(plan.precision, rows),
    stageRows,
    scratchBytes,
    mostGrouped,
    slots,
    at: at as Record<Area, number>,
    bytes: take(0),
  };
}

const LEAST_SLOTS = 3;

/** Only leaves with twice the least rows keep a histogram, and a split needs its parent's and one more; all within the plan's bytes. */
function slotsOf({ rows, leaves, settings, histogramBytes: most }: BoostPlan, bytes: number): number {
  const wanted = Math.min(leaves, Math.floor(rows / Math.max(1, 2 * settings.minRowsPerLeaf)) + 2);
  return Math.max(LEAST_SLOTS, Math.min(wanted, Math.floor(most / Math.max(1, bytes))));
}

function placeColumns(
  plan: BoostPlan,
  lookups: readonly number[],
  cellBytes: number,
): { columns: readonly PlacedColumn[]; binBytes: number; stageRows: number; stageBytes: number; histogramBytes: number } {
  const rowBytes = plan.columns.reduce((sum, c) => sum + stagedSize(c), 0);
  const stageRows = Math.min(plan.rows, Math.max(CHUNK, Math.floor(STAGE_BYTES / Math.max(1, rowBytes))));
  let [binBytes, cellsEnd, stageAt] = [0, 0, 0];
  let own = { place: 0, bytes: 1 as 1 | 2, ownCell: 0, cells: 0 };
  const columns = plan.columns.map((c, j): PlacedColumn => {
    if (c.code <= 1) {
      const cells = c.code === 0 ? c.size : 1 + membersFrom(plan.columns, j);
      own = { place: binBytes, bytes: bytesOf(cells), ownCell: cellsEnd, cells };
      binBytes += own.bytes;
      cellsEnd += roundUp(cells, 2) * cellBytes;
    }
    const placed = { ...c, ...own, firstCell: own.ownCell + c.code * cellBytes, stageAt, lookupAt: lookups[j] };
    stageAt += roundUp(stageRows * stagedSize(c), 8);
    return placed;
  });
  return { columns, binBytes, stageRows, stageBytes: stageAt, histogramBytes: roundUp(cellsEnd, LINE) };
}

/** Members of the bundle that begins with a column. */
function membersFrom(columns: readonly PlanColumn[], first: number): number {
  const after = columns.findIndex((c, j) => j > first && c.code <= 1);
  return (after < 0 ? columns.length : after) - first;
}

/** Bytes of a bin. */
const bytesOf = (bins: number): 1 | 2 => (bins <= 256 ? 1 : 2);
/** Entries of a table of bounds: a power of two, so that its search needs no end. */
export const paddedBounds = (column: PlanColumn): number => Math.max(256, 2 ** Math.ceil(Math.log2(column.lookup.length)));
/** Bytes of a value on the stage. */
export const stagedSize = (column: PlanColumn): number => ({ doubles: 8, codes: 4, bytes: 1 })[column.staged];
const roundUp = (bytes: number, to: number): number => Math.ceil(bytes / to) * to;

/** Hands out addresses one after the other, each at the start of a cache line. */
function taker(): (bytes: number) => number {
  let free = FREE;
  return (bytes) => {
    const from = free;
    free += roundUp(bytes, LINE);
    return from;
  };
}
