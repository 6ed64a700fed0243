import type { Matrix } from '../../core/index.js';
import { BLOCK_ROWS, gatherBlock } from './block.js';
import type { LeafPaths } from './leaf-paths.js';

/** Leaves with up to so many columns on their path keep what was reckoned for each pattern that rows show. */
const TABLE_COLUMNS = 10;

/** What a leaf gives to a row is decided by which of its entries the row passes. */
export interface LeafRule {
  /** Numbers that a leaf of so many entries gives. */
  size(entries: number): number;
  /** Writes them from `at` on, for a row that passes the entries whose `ones` are 1. */
  reckon(leaf: number, ones: Uint8Array, out: Float64Array, at: number): void;
  /** Takes them for a row. */
  add(leaf: number, row: number, given: Float64Array, at: number): void;
}

/** Room for one block of rows. */
interface Room {
  readonly block: Float64Array;
  /** Per row, one bit per entry of the leaf that the row passes. */
  readonly passed: Int32Array;
  readonly given: Float64Array;
  /** Leaf whose numbers the table's line holds, plus 1. */
  readonly filled: Int32Array;
  readonly ones: Uint8Array;
}

/** Goes through the leaves, per block of rows in order, and gives each row its due. Equal patterns are reckoned once per block. */
export function leafByLeaf(paths: LeafPaths, x: Matrix, rule: LeafRule): void {
  const width = x.columns.length;
  const rows = Math.min(BLOCK_ROWS, x.rows);
  const room: Room = {
    block: new Float64Array(rows * width),
    passed: new Int32Array(rows),
    given: new Float64Array(Math.max(rule.size(Math.min(TABLE_COLUMNS, paths.longest)) << TABLE_COLUMNS, rule.size(paths.longest))),
    filled: new Int32Array(1 << TABLE_COLUMNS),
    ones: new Uint8Array(paths.longest),
  };
  for (let from = 0; from < x.rows; from += BLOCK_ROWS) {
    const to = Math.min(x.rows, from + BLOCK_ROWS);
    gatherBlock(x.columns, from, to, room.block);
    room.filled.fill(0);
    for (let leaf = 0; leaf + 1 < paths.start.length; leaf++) {
      const length = paths.start[leaf + 1] - paths.start[leaf];
      if (length === 0) continue;
      if (length <= TABLE_COLUMNS) byTable(paths, leaf, room, from, to, width, rule);
      else byRow(paths, leaf, room, from, to, width, rule);
    }
  }
}

function byTable(paths: LeafPaths, leaf: number, room: Room, from: number, to: number, width: number, rule: LeafRule): void {
  const { passed, given, filled, ones, block } = room;
  const start = paths.start[leaf];
  const length = paths.start[leaf + 1] - start;
  const size = rule.size(length);
  passed.fill(0, 0, to - from);
  for (let i = 0; i < length; i++) markPassed(paths, start + i, 1 << i, block, to - from, width, passed);
  for (let row = from; row < to; row++) {
    const pattern = passed[row - from];
    if (filled[pattern] !== leaf + 1) {
      filled[pattern] = leaf + 1;
      for (let i = 0; i < length; i++) ones[i] = (pattern >> i) & 1;
      rule.reckon(leaf, ones, given, pattern * size);
    }
    rule.add(leaf, row, given, pattern * size);
  }
}

/** Sets `bit` for the rows that pass entry `e`. */
function markPassed(paths: LeafPaths, e: number, bit: number, block: Float64Array, rows: number, width: number, passed: Int32Array): void {
  const { column, low, high, missing, setStart } = paths;
  if (setStart[e] < setStart[e + 1]) {
    for (let row = 0, at = column[e]; row < rows; row++, at += width) if (passes(paths, e, block[at])) passed[row] |= bit;
    return;
  }
  const [above, upTo, missingBit] = [low[e], high[e], missing[e] === 1 ? bit : 0];
  for (let row = 0, at = column[e]; row < rows; row++, at += width) {
    const value = block[at];
    if ((value > above || above === -Infinity) && value <= upTo) passed[row] |= bit;
    else if (value !== value) passed[row] |= missingBit;
  }
}

/** Whether a value meets the conditions of entry `e`. */
function passes(paths: LeafPaths, e: number, value: number): boolean {
  const first = paths.setStart[e];
  const words = paths.setStart[e + 1] - first;
  if (words === 0) {
    const low = paths.low[e];
    return value !== value ? paths.missing[e] === 1 : (value > low || low === -Infinity) && value <= paths.high[e];
  }
  if (!(value >= 0 && value < 32 * words)) return paths.missing[e] === 1;
  return ((paths.sets[first + (value >> 5)] >>> (value & 31)) & 1) === 1;
}

function byRow(paths: LeafPaths, leaf: number, room: Room, from: number, to: number, width: number, rule: LeafRule): void {
  const { ones, block, given, filled } = room;
  const start = paths.start[leaf];
  const length = paths.start[leaf + 1] - start;
  filled.fill(0);
  for (let row = from; row < to; row++) {
    const at = (row - from) * width;
    for (let i = 0; i < length; i++) ones[i] = passes(paths, start + i, block[at + paths.column[start + i]]) ? 1 : 0;
    rule.reckon(leaf, ones, given, 0);
    rule.add(leaf, row, given, 0);
  }
}
